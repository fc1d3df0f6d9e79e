import { allActions, MSK_TOPIC_ACTIONS } from "../../components/onFailure/requirements";
import { MSK_IAM_SOURCE_ACTIONS, SOURCE_REQUIREMENTS } from "../../components/source/requirements";
import { remembered } from "./remembered";

/**
 * Names that look like actions and are none, in small letters, each with what was meant: names of API operations, and
 * names that AWS's own pages print.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NO_ACTIONS: Readonly<Record<string, readonly string[]>> = {
    "kms:reencrypt": ["kms:ReEncryptFrom", "kms:ReEncryptTo"],
    "s3:listbuckets": ["s3:ListBucket"],
    "s3:listobjects": ["s3:ListBucket"],
    "s3:listobjectsv2": ["s3:ListBucket"],
    "s3:headbucket": ["s3:ListBucket"],
    "s3:createmultipartupload": ["s3:PutObject"],
    "s3:uploadpart": ["s3:PutObject"],
    "sqs:sendmessagebatch": ["sqs:SendMessage"],
    "sns:publishbatch": ["sns:Publish"],
    "kafka:produce": ["kafka-cluster:WriteData"],
    "kafka:writedata": ["kafka-cluster:WriteData"],
};

/** Every action that is ever asked about: those of the destinations and those of the sources, each once. */
export function askedActions(): readonly string[] {
    listed ??= listActions();
    return listed;
}

let listed: readonly string[] | undefined;

function listActions(): readonly string[] {
    const source = Object.values(SOURCE_REQUIREMENTS).flatMap(({ needs }) => needs);
    const cluster = [...MSK_TOPIC_ACTIONS, ...MSK_IAM_SOURCE_ACTIONS];
    const named = [...source, ...cluster].map(({ action }) => action);
    // A provisioned cluster answers the older operation, too.
    return [...new Set([...allActions(), ...named, "kafka:DescribeCluster"])];
}

/** What was meant by a text that is no action; none when it may be one, or nothing is alike. */
export function meantBy(action: string): readonly string[] {
    return remembered(meant, action, () => actionsLike(action.toLowerCase()));
}

/** Stacks name the same few actions over and over. */
const meant = new Map<string, readonly string[]>();

function actionsLike(name: string): readonly string[] {
    if (/[*?\s]/.test(name)) return [];
    const known = Object.hasOwn(NO_ACTIONS, name) ? NO_ACTIONS[name] : undefined;
    if (known !== undefined) return known;
    const asked = (askedNames ??= askedActions().map((one) => one.toLowerCase()));
    if (asked.includes(name)) return [];
    return askedActions().filter((_, at) => isSlip(name, asked[at] ?? ""));
}

/** The actions asked about, in small letters. */
let askedNames: readonly string[] | undefined;

/** Whether a text is an action with its service left out, or with one letter wrong, missing or too many. */
function isSlip(name: string, action: string): boolean {
    if (!name.includes(":")) return action.endsWith(`:${name}`);
    if (Math.abs(name.length - action.length) > 1) return false;
    let same = 0;
    while (same < name.length && name[same] === action[same]) same++;
    const [left, right] = [name.slice(same), action.slice(same)];
    return [
        [left.slice(1), right.slice(1)],
        [left.slice(1), right],
        [left, right.slice(1)],
    ].some(([one, other]) => one === other);
}
