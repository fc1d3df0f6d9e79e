import { serviceOf } from "./action";
import type { Question, Tags } from "./question";
import type { KeyState, Lookup } from "./template";
import type { Text, Unknown } from "./unknown";

/**
 * What the request of a question holds, key by key. Lambda's poller calls with a session of the execution role; a
 * service that encrypts calls KMS on the role's behalf. A key that is not in the tables is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(question: Question): Lookup {
    const told = question.context === undefined ? undefined : smallKeys(question.context);
    return (key) => {
        const name = key.toLowerCase();
        const values = told?.get(name);
        if (values !== undefined) return values.length === 0 ? ABSENT : { kind: "present", values };
        const row = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
        return row === undefined ? byPrefix(key, question) : row(question, key);
    };
}

function smallKeys(
    context: NonNullable<Question["context"]>,
): ReadonlyMap<string, readonly Text[]> {
    return new Map(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values]));
}

/** Keys whose value is a moment: that of the call. */
export const MOMENTS: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime"]);

type Row = (question: Question, key: string) => KeyState;

const ABSENT: KeyState = { kind: "absent" };

const absent: Row = () => ABSENT;
const unknown: Row = (_question, key) => ({ kind: "unknown", cause: unknowable(key) });
const is =
    (value: (question: Question) => Text): Row =>
    (question) => ({ kind: "present", values: [value(question)] });
/** The request has it, and nobody knows its value. */
const something: Row = (_question, key) => ({ kind: "present", values: [[unknowable(key)]] });

/** One row for the role's own call, another for the call of the service that encrypts. */
const kmsElse =
    (kms: Row, direct: Row): Row =>
    (question, key) =>
        (isKms(question) ? kms : direct)(question, key);

/**
 * Keys by their names in small letters. What is not documented to be in these requests, or to be missing from them
 * (`aws:SourceArn`, network and multi-factor keys), is unknown and so decides nothing.
 */
const KEYS: Readonly<Record<string, Row>> = {
    "aws:principalarn": is(({ caller }) => caller.arn),
    "aws:principalaccount": is(({ caller }) => caller.account),
    "aws:principaltype": is(() => "AssumedRole"),
    "aws:principalisawsservice": is(() => "false"),
    "aws:principalservicename": absent,
    "aws:principalservicenameslist": absent,
    "aws:securetransport": is(() => "true"),
    "aws:resourceaccount": is(({ owner }) => owner),
    "aws:requestedregion": is(({ region }) => region),
    "aws:username": absent,
    "aws:userid": (_question, key) => ({ kind: "present", values: [["AROA", unknowable(key)]] }),
    "aws:viaawsservice": kmsElse(
        viaAwsService,
        is(() => "false"),
    ),
    "aws:calledvia": kmsElse(calledVia, absent),
    "aws:calledviafirst": kmsElse(calledVia, absent),
    "aws:calledvialast": kmsElse(calledVia, absent),
    "aws:currenttime": something,
    "aws:epochtime": something,
    "aws:tokenissuetime": something,
    "aws:useragent": something,
    "kms:calleraccount": kmsElse(
        is(({ caller }) => caller.account),
        absent,
    ),
    "kms:viaservice": kmsElse(viaService, absent),
    "kms:encryptioncontextkeys": kmsElse(unknown, absent),
    // A key of S3: what other services make of it is not documented.
    "s3:resourceaccount": (question, key) =>
        serviceOf(question.action) === "s3"
            ? { kind: "present", values: [question.owner] }
            : unknown(question, key),
};

/** Services whose resources' tags AWS compares; with buckets it hangs on a setting of the bucket. */
const TAGGED = new Set(["sqs", "sns", "kms", "secretsmanager"]);

function byPrefix(key: string, question: Question): KeyState {
    const name = key.toLowerCase();
    const slash = name.indexOf("/");
    if (slash > 0) {
        const tag = name.slice(slash + 1);
        switch (name.slice(0, slash)) {
            case "aws:principaltag":
                return tagState(question.caller.tags, tag, key);
            case "aws:resourcetag": {
                const told = TAGGED.has(serviceOf(question.action));
                return tagState(told ? question.resourceTags : undefined, tag, key);
            }
        }
    }
    if (name.startsWith("kms:encryptioncontext:") && !isKms(question)) return ABSENT;
    return { kind: "unknown", cause: unknowable(key) };
}

function tagState(tags: Tags | undefined, tag: string, key: string): KeyState {
    if (tags === undefined) return { kind: "unknown", cause: unknowable(key) };
    const found = Object.entries(tags).filter(([name]) => name.toLowerCase() === tag);
    const [first] = found;
    if (first === undefined) return ABSENT;
    if (found.length > 1) return { kind: "unknown", cause: unknowable(key) };
    return { kind: "present", values: [first[1]] };
}

/** The actions that services are documented to call KMS with; who calls the others is not documented. */
const CALLED_BY_SERVICE = new Set(["kms:decrypt", "kms:generatedatakey"]);

/** "Use the .amazonaws.com suffix of the AWS KMS ViaService name in all AWS partitions". */
function viaService({ viaService: service, region, action }: Question, key: string): KeyState {
    if (service === undefined) return ABSENT;
    if (!CALLED_BY_SERVICE.has(action.toLowerCase())) {
        return { kind: "unknown", cause: unknowable(key) };
    }
    const value: Text = [`${service}.`, ...parts(region), ".amazonaws.com"];
    return { kind: "present", values: [value] };
}

function viaAwsService(question: Question, key: string): KeyState {
    if (question.viaService !== undefined) return unknown(question, key);
    return { kind: "present", values: ["false"] };
}

function calledVia(question: Question, key: string): KeyState {
    return question.viaService === undefined ? ABSENT : unknown(question, key);
}

function parts(text: Text): readonly (string | Unknown)[] {
    return typeof text === "string" ? [text] : text;
}

function isKms({ action }: Question): boolean {
    return serviceOf(action) === "kms";
}

function unknowable(key: string): Unknown {
    return { kind: "unknown", why: "external", what: `the request's ${key}`, requestKey: key };
}
