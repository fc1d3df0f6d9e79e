import type { RuleId } from "../catalogue";
import { show } from "../values";
import type { Advice, Subject } from "./advice";
import {
    conditionKeys,
    conditionValues,
    principalsOf,
    statementsOf,
    textsOf,
    type Written,
} from "./documents";
import { isSatisfied } from "./grants";

const KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html";
const VIA =
    "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service";

/** Advice on the policy of the key that encrypts the destination. */
export function keyPolicyAdvice({ delivery }: Subject): readonly Advice[] {
    if (delivery?.encryption.kind !== "key") return [];
    const { encryption, destination } = delivery;
    const statements = statementsOf(encryption.key.policy);
    const via = `${destination.service}.${show(encryption.key.region)}.amazonaws.com`;
    return [
        ...statements.flatMap((each) => wideOpen(each)),
        ...statements.flatMap((each) => servicePrincipal(each, destination.service)),
        ...(isSatisfied(delivery)
            ? [
                  ...statements.flatMap((each) => ineffective(each)),
                  ...statements.flatMap((each) => otherService(each, via)),
              ]
            : []),
        ...aliasInBucket(delivery),
    ];
}

function wideOpen(statement: Written): readonly Advice[] {
    const everyone = principalsOf(statement, "AWS").includes("*");
    if (!statement.allows || !everyone || conditionKeys(statement).length > 0) return [];
    return [
        advice(
            "KOF-038",
            `${place(statement)} lets everyone use the key.`,
            "Name the role, or limit the statement with kms:CallerAccount and kms:ViaService.",
            KEY_POLICIES,
        ),
    ];
}

/** "SQS, SNS and S3 call KMS on behalf of the role." */
function servicePrincipal(statement: Written, service: string): readonly Advice[] {
    const services = principalsOf(statement, "Service").filter((each) =>
        [`${service}.amazonaws.com`, "lambda.amazonaws.com"].includes(each),
    );
    const usesKey = statement.actions.some((action) =>
        /^kms:(\*|Decrypt|GenerateDataKey)/i.test(action),
    );
    const [first] = services;
    if (!statement.allows || first === undefined || !usesKey) return [];
    return [
        advice(
            "KOF-037",
            `${place(statement)} allows ${first}, which has no effect here: Lambda delivers with the execution role, and ${service.toUpperCase()} calls KMS on its behalf.`,
            "Name the execution role; keep the statement only if something else needs it.",
            KEY_POLICIES,
        ),
    ];
}

/** "A statement without Resource has no effect", though the API takes it. */
function ineffective(statement: Written): readonly Advice[] {
    const lacks = (["Action", "Resource"] as const).filter(
        (each) =>
            !Object.hasOwn(statement.fields, each) &&
            !Object.hasOwn(statement.fields, `Not${each}`),
    );
    const [first] = lacks;
    if (first === undefined) return [];
    return [
        advice(
            "KOF-034",
            `${place(statement)} has no ${first} and so no effect.`,
            `Add ${first === "Resource" ? '"Resource": "*"' : "the actions"}, or remove the statement.`,
            KEY_POLICIES,
        ),
    ];
}

function otherService(statement: Written, via: string): readonly Advice[] {
    const values = conditionValues(statement, "kms:viaservice");
    const wrong = values.filter((value) => value.endsWith(".amazonaws.com.cn"));
    const [first] = wrong;
    if (first === undefined) return [];
    return [
        advice(
            "KOF-036",
            `${place(statement)} requires kms:ViaService ${first}, which no request has.`,
            `Write ${via}: the name ends in .amazonaws.com in every partition.`,
            VIA,
        ),
    ];
}

/** "KMS resolves the key within the requester's account." */
function aliasInBucket({
    destination,
    encryption,
}: NonNullable<Subject["delivery"]>): readonly Advice[] {
    const isName = encryption.kind === "key" && encryption.written !== "arn";
    if (destination.service !== "s3" || !isName) return [];
    return [
        advice(
            "KOF-041",
            `Bucket "${show(destination.name)}" names its key by ${encryption.written === "id" ? "its ID" : "an alias"}, which S3 looks up in the account of whoever writes.`,
            "Name the key by its ARN.",
            "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html",
        ),
    ];
}

function place({ label, policy }: Written): string {
    const name = policy.name.startsWith("the ") ? policy.name : `policy ${policy.name}`;
    return `Statement ${label.replace("Statement", "")} of ${name}`.replace(
        "Statement [",
        "Statement[",
    );
}

function advice(rule: RuleId, lack: string, remedy: string, url: string): Advice {
    return { rule, lack, remedy, url };
}

/** Everyone, in a statement without conditions: of a queue, topic or bucket. */
export function isForEveryone(statement: Written): boolean {
    return (
        statement.allows &&
        textsOf(statement.fields["Principal"])
            .concat(principalsOf(statement, "AWS"))
            .includes("*") &&
        conditionKeys(statement).length === 0
    );
}
