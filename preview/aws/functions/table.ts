import type { Answer, Place, Wire, WireObject } from "../../model";
import { UNKNOWN } from "../../model";
import declared from "../functions.generated.json";
import { withoutNulls } from "../wire";
import { hasSecret, hasUnknown, isObject, reveal, secret } from "../../values";
import type { ProviderFunction } from "./answer";
import {
    getArn,
    getCallerIdentity,
    getDefaultTags,
    getPartition,
    getRegion,
    getServicePrincipal,
} from "./identity";
import { getBucket, getQueue, getTopic } from "./named";
import { getPolicyDocument } from "./policyDocument";

interface FunctionRow {
    readonly answer: ProviderFunction;
    /** What is unknown when an argument is. */
    readonly results: readonly string[];
}

/** The functions whose answer follows from the arguments and the place. */
const FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map([
    [
        "aws:iam/getPolicyDocument:getPolicyDocument",
        { answer: getPolicyDocument, results: ["id", "json", "minifiedJson"] },
    ],
    [
        "aws:index/getArn:getArn",
        {
            answer: getArn,
            results: ["account", "arn", "id", "partition", "region", "resource", "service"],
        },
    ],
    [
        "aws:index/getCallerIdentity:getCallerIdentity",
        { answer: getCallerIdentity, results: ["accountId", "arn", "id", "userId"] },
    ],
    [
        "aws:index/getDefaultTags:getDefaultTags",
        { answer: getDefaultTags, results: ["id", "tags"] },
    ],
    [
        "aws:index/getPartition:getPartition",
        {
            answer: getPartition,
            results: ["dnsSuffix", "id", "partition", "reverseDnsPrefix"],
        },
    ],
    [
        "aws:index/getRegion:getRegion",
        { answer: getRegion, results: ["description", "endpoint", "id", "name", "region"] },
    ],
    [
        "aws:index/getServicePrincipal:getServicePrincipal",
        { answer: getServicePrincipal, results: ["id", "name", "region", "suffix"] },
    ],
    [
        "aws:s3/getBucket:getBucket",
        {
            answer: getBucket,
            results: [
                "arn",
                "bucketDomainName",
                "bucketRegion",
                "bucketRegionalDomainName",
                "hostedZoneId",
                "id",
                "websiteDomain",
                "websiteEndpoint",
            ],
        },
    ],
    ["aws:sns/getTopic:getTopic", { answer: getTopic, results: ["arn", "id", "tags"] }],
    ["aws:sqs/getQueue:getQueue", { answer: getQueue, results: ["arn", "id", "tags", "url"] }],
]);

/** By function, results that are texts, to show what an answer may hold. */
const RESULTS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(declared));

/** The answer of a function, as far as no cloud is needed for it. */
export function invokeFunction(token: string, args: WireObject, place: Place): Answer {
    const given = withoutNulls(args);
    const row = FUNCTIONS.get(token);
    if (row === undefined) return unanswered(token, given);
    if (hasUnknown(given)) {
        const unknown = row.results.map((name): [string, Wire] => [name, UNKNOWN]);
        return { kind: "answered", value: { ...given, ...Object.fromEntries(unknown) } };
    }
    const plain = reveal(given);
    const answer = row.answer(isObject(plain) ? plain : {}, place);
    return answer.kind === "answered" && hasSecret(given)
        ? { kind: "answered", value: concealed(answer.value, row.results) }
        : answer;
}

/** What follows from a secret is one. */
function concealed(value: WireObject, results: readonly string[]): WireObject {
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
            key,
            results.includes(key) ? secret(item) : item,
        ]),
    );
}

function unanswered(token: string, args: WireObject): Answer {
    const name = token.split(":").at(-1) ?? token;
    const texts = RESULTS.get(token) ?? [];
    const result = Object.fromEntries(texts.map((text) => [text, `<${text}>`]));
    return {
        kind: "unanswered",
        reason: `${name} looks up what exists in AWS; provide those of its results that the program reads`,
        answersEntry: { token, args, result },
    };
}
