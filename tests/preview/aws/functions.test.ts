import { deepStrictEqual, strictEqual } from "node:assert";
import { partitionOf } from "../../../components/onFailure/partition";
import { awsModel, isMadeUp } from "../../../preview/aws";
import { placeOf } from "./place";
import { UNKNOWN } from "../../../preview/model";
import type { Answer, WireObject } from "../../../preview/model";
import { PLACE } from "./subject";

function ask(token: string, args: WireObject, place = PLACE): Answer {
    return awsModel({ outputs: "predicted" }).invoke(token, args, place);
}

describe("the functions of the provider", () => {
    const china = placeOf({ account: "123456789012", region: "cn-north-1" });
    const answers: readonly (readonly [string, string, WireObject, typeof PLACE, WireObject])[] = [
        [
            "the provider's region",
            "aws:index/getRegion:getRegion",
            {},
            PLACE,
            {
                description: "US East (N. Virginia)",
                endpoint: "ec2.us-east-1.amazonaws.com",
                id: "us-east-1",
                name: "us-east-1",
                region: "us-east-1",
            },
        ],
        [
            "the region that the call names",
            "aws:index/getRegion:getRegion",
            { region: "eu-west-1" },
            PLACE,
            {
                description: "Europe (Ireland)",
                endpoint: "ec2.eu-west-1.amazonaws.com",
                id: "eu-west-1",
                name: "eu-west-1",
                region: "eu-west-1",
            },
        ],
        [
            "the partition",
            "aws:index/getPartition:getPartition",
            {},
            china,
            {
                dnsSuffix: "amazonaws.com.cn",
                id: "aws-cn",
                partition: "aws-cn",
                reverseDnsPrefix: "cn.com.amazonaws",
            },
        ],
        [
            "the parts of an ARN",
            "aws:index/getArn:getArn",
            { arn: "arn:aws:rds:eu-west-1:123456789012:db:mysql-db" },
            PLACE,
            {
                account: "123456789012",
                arn: "arn:aws:rds:eu-west-1:123456789012:db:mysql-db",
                id: "arn:aws:rds:eu-west-1:123456789012:db:mysql-db",
                partition: "aws",
                region: "eu-west-1",
                resource: "db:mysql-db",
                service: "rds",
            },
        ],
        [
            "a service's principal",
            "aws:index/getServicePrincipal:getServicePrincipal",
            { serviceName: "s3" },
            china,
            {
                id: "s3.cn-north-1.amazonaws.com",
                name: "s3.amazonaws.com",
                region: "cn-north-1",
                serviceName: "s3",
                suffix: "amazonaws.com",
            },
        ],
        [
            "the tags of the provider",
            "aws:index/getDefaultTags:getDefaultTags",
            {},
            { ...PLACE, defaultTags: { team: "orders" } },
            { id: "aws", tags: { team: "orders" } },
        ],
        [
            "a queue by its name",
            "aws:sqs/getQueue:getQueue",
            { name: "failures" },
            PLACE,
            {
                arn: "arn:aws:sqs:us-east-1:123456789012:failures",
                id: "https://sqs.us-east-1.amazonaws.com/123456789012/failures",
                name: "failures",
                region: "us-east-1",
                tags: UNKNOWN,
                url: "https://sqs.us-east-1.amazonaws.com/123456789012/failures",
            },
        ],
        [
            "a topic by its name, in the Region that the call names",
            "aws:sns/getTopic:getTopic",
            { name: "failures", region: "eu-west-1", tags: { team: "orders" } },
            PLACE,
            {
                arn: "arn:aws:sns:eu-west-1:123456789012:failures",
                id: "arn:aws:sns:eu-west-1:123456789012:failures",
                name: "failures",
                region: "eu-west-1",
                tags: { team: "orders" },
            },
        ],
        [
            "a bucket by its name, but for its Region",
            "aws:s3/getBucket:getBucket",
            { bucket: "failures" },
            china,
            {
                arn: "arn:aws-cn:s3:::failures",
                bucket: "failures",
                bucketDomainName: "failures.s3.amazonaws.com.cn",
                bucketRegion: UNKNOWN,
                bucketRegionalDomainName: UNKNOWN,
                hostedZoneId: UNKNOWN,
                id: "failures",
                region: "cn-north-1",
                websiteDomain: UNKNOWN,
                websiteEndpoint: UNKNOWN,
            },
        ],
    ];
    for (const [what, token, args, place, value] of answers) {
        it(`answers ${what}`, () => {
            deepStrictEqual(ask(token, args, place), { kind: "answered", value });
        });
    }

    it("answers the account of the caller, and a caller that is recognisably made up", () => {
        const answer = ask("aws:index/getCallerIdentity:getCallerIdentity", {});
        if (answer.kind !== "answered") throw new Error(answer.kind);
        const { accountId, arn = "", userId = "" } = answer.value;
        strictEqual(accountId, "123456789012");
        deepStrictEqual([isMadeUp(arn), isMadeUp(userId)], [true, true]);
    });

    it("refuses what is no ARN", () => {
        deepStrictEqual(ask("aws:index/getArn:getArn", { arn: "orders" }), {
            kind: "failed",
            failures: [{ property: "", reason: 'parsing "orders": arn: invalid prefix' }],
        });
    });

    it("says what to put into the answers file where only the cloud can tell", () => {
        deepStrictEqual(ask("aws:kms/getAlias:getAlias", { name: "alias/orders" }), {
            kind: "unanswered",
            reason: "getAlias looks up what exists in AWS; provide those of its results that the program reads",
            answersEntry: {
                token: "aws:kms/getAlias:getAlias",
                args: { name: "alias/orders" },
                result: {
                    arn: "<arn>",
                    id: "<id>",
                    targetKeyArn: "<targetKeyArn>",
                    targetKeyId: "<targetKeyId>",
                },
            },
        });
    });
});

describe("the partition of a region", () => {
    for (const [region, partition] of [
        ["us-east-1", "aws"],
        ["mx-central-1", "aws"],
        ["cn-northwest-1", "aws-cn"],
        ["us-gov-west-1", "aws-us-gov"],
        ["us-iso-east-1", "aws-iso"],
        ["us-isob-east-1", "aws-iso-b"],
        ["eu-isoe-west-1", "aws-iso-e"],
        ["us-isof-south-1", "aws-iso-f"],
        ["eusc-de-east-1", "aws-eusc"],
    ] as const) {
        it(`is ${partition} for ${region}`, () => {
            strictEqual(partitionOf(region), partition);
        });
    }
});
