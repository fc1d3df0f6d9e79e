import { deepStrictEqual, strictEqual } from "node:assert";
import { awsModel } from "../../../preview/aws";
import type { Answer, Wire, WireObject } from "../../../preview/model";
import { UNKNOWN } from "../../../preview/model";
import { PLACE, textOf } from "./subject";

const TOKEN = "aws:iam/getPolicyDocument:getPolicyDocument";

function ask(args: WireObject): Answer {
    return awsModel({ outputs: "predicted" }).invoke(TOKEN, args, PLACE);
}

function answerOf(args: WireObject): WireObject {
    const answer = ask(args);
    if (answer.kind !== "answered") throw new Error(`${answer.kind}: ${JSON.stringify(answer)}`);
    return answer.value;
}

function jsonOf(args: WireObject): Wire | undefined {
    return answerOf(args)["json"];
}

function document(statements: readonly WireObject[]): string {
    return textOf(jsonOf({ statements }));
}

/** Statement of the provider's own tests for the order of principals. */
function rootsOf(partition: string): WireObject {
    const root = (digit: string) => `arn:${partition}:iam::${digit.repeat(12)}:root`;
    return {
        sid: "StatementPrincipalIdentifiersStringAndSlice",
        actions: ["*"],
        resources: ["*"],
        principals: [
            { type: "AWS", identifiers: [root("1"), root("2")] },
            { type: "AWS", identifiers: [root("3")] },
            { type: "AWS", identifiers: [root("4")] },
        ],
    };
}

// The inputs and results are those of the documentation and of the tests of Terraform's provider; since its sixth
// version it leaves out a Sid that is empty.
describe("getPolicyDocument", () => {
    it("writes the provider's basic example byte for byte", () => {
        const args = {
            policyId: "policy_id",
            statements: [
                {
                    sid: "1",
                    actions: ["s3:ListAllMyBuckets", "s3:GetBucketLocation"],
                    resources: ["arn:aws:s3:::*"],
                },
                {
                    actions: ["s3:ListBucket"],
                    resources: ["arn:aws:s3:::foo"],
                    conditions: [
                        {
                            test: "StringLike",
                            variable: "s3:prefix",
                            values: ["home/", "", "home/&{aws:username}/"],
                        },
                    ],
                    notPrincipals: [{ type: "AWS", identifiers: ["arn:blahblah:example"] }],
                },
                {
                    actions: ["s3:*"],
                    resources: [
                        "arn:aws:s3:::foo/home/&{aws:username}",
                        "arn:aws:s3:::foo/home/&{aws:username}/*",
                    ],
                    principals: [{ type: "AWS", identifiers: ["arn:blahblah:example"] }],
                },
                { effect: "Deny", notActions: ["s3:*"], notResources: ["arn:aws:s3:::*"] },
                { actions: ["kinesis:*"], principals: [{ type: "AWS", identifiers: ["*"] }] },
                { actions: ["firehose:*"], principals: [{ type: "*", identifiers: ["*"] }] },
            ],
        };
        strictEqual(
            jsonOf(args),
            `{
  "Version": "2012-10-17",
  "Id": "policy_id",
  "Statement": [
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::foo",
      "NotPrincipal": {
        "AWS": "arn:blahblah:example"
      },
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "home/",
            "",
            "home/\${aws:username}/"
          ]
        }
      }
    },
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": [
        "arn:aws:s3:::foo/home/\${aws:username}/*",
        "arn:aws:s3:::foo/home/\${aws:username}"
      ],
      "Principal": {
        "AWS": "arn:blahblah:example"
      }
    },
    {
      "Effect": "Deny",
      "NotAction": "s3:*",
      "NotResource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Allow",
      "Action": "kinesis:*",
      "Principal": {
        "AWS": "*"
      }
    },
    {
      "Effect": "Allow",
      "Action": "firehose:*",
      "Principal": "*"
    }
  ]
}`,
        );
    });

    it("puts several keys of one test into one condition", () => {
        const condition = (variable: string, value: string) => ({
            test: "ForAnyValue:StringEquals",
            variable: `kms:EncryptionContext:${variable}`,
            values: [value],
        });
        const { minifiedJson } = answerOf({
            statements: [
                {
                    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
                    resources: ["*"],
                    conditions: [condition("service", "pi"), condition("aws:pi:service", "rds")],
                },
            ],
        });
        strictEqual(
            minifiedJson,
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
                '"Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"*",' +
                '"Condition":{"ForAnyValue:StringEquals":{' +
                '"kms:EncryptionContext:aws:pi:service":"rds","kms:EncryptionContext:service":"pi"}}}]}',
        );
    });

    it("joins the values of conditions with the same test and key", () => {
        const condition = (value: string) => ({
            test: "StringEquals",
            variable: "aws:PrincipalAccount",
            values: [value],
        });
        const [first, second] = [condition("111111111111"), condition("222222222222")];
        const of = (conditions: readonly WireObject[]) =>
            document([{ actions: ["*"], resources: ["*"], conditions }]);
        const parsed: unknown = JSON.parse(of([first, second]));
        deepStrictEqual(parsed, {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: "*",
                    Resource: "*",
                    Condition: {
                        // In the order of the checksums of the blocks as Terraform writes them:
                        // 160954525 and 913951931, as texts (Python's zlib.crc32).
                        StringEquals: { "aws:PrincipalAccount": ["222222222222", "111111111111"] },
                    },
                },
            ],
        });
        strictEqual(of([second, first]), of([first, second]));
    });

    for (const [partition, accounts] of [
        ["aws", ["3", "4", "2", "1"]],
        ["aws-us-gov", ["3", "2", "1", "4"]],
    ] as const) {
        it(`orders principals of one type as Terraform's sets do in ${partition}`, () => {
            const parsed: unknown = JSON.parse(document([rootsOf(partition)]));
            deepStrictEqual(parsed, {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "StatementPrincipalIdentifiersStringAndSlice",
                        Effect: "Allow",
                        Action: "*",
                        Resource: "*",
                        Principal: {
                            AWS: accounts.map(
                                (digit) => `arn:${partition}:iam::${digit.repeat(12)}:root`,
                            ),
                        },
                    },
                ],
            });
        });
    }

    it("replaces a source's statement by its Sid", () => {
        const source = document([
            { actions: ["ec2:*"], resources: ["*"] },
            { sid: "SidToOverride", actions: ["s3:*"], resources: ["*"] },
        ]);
        const parsed: unknown = JSON.parse(
            textOf(
                jsonOf({
                    sourcePolicyDocuments: [source],
                    statements: [
                        {
                            sid: "SidToOverride",
                            actions: ["s3:*"],
                            resources: ["arn:aws:s3:::somebucket", "arn:aws:s3:::somebucket/*"],
                        },
                    ],
                }),
            ),
        );
        deepStrictEqual(parsed, {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: "ec2:*", Resource: "*" },
                {
                    Sid: "SidToOverride",
                    Effect: "Allow",
                    Action: "s3:*",
                    Resource: ["arn:aws:s3:::somebucket/*", "arn:aws:s3:::somebucket"],
                },
            ],
        });
    });

    it("lets overrides win in their order and adds what has no Sid", () => {
        const one = document([{ sid: "One", actions: ["s3:*"], resources: ["*"] }]);
        const two = document([
            { actions: ["ec2:*"], resources: ["*"] },
            { sid: "Two", actions: ["iam:*"], resources: ["*"] },
        ]);
        const three = document([
            { sid: "One", effect: "Deny", actions: ["logs:*"], resources: ["*"] },
        ]);
        const parsed: unknown = JSON.parse(
            textOf(
                jsonOf({
                    overridePolicyDocuments: [one, two, three],
                    statements: [{ sid: "Two", effect: "Deny", actions: ["*"], resources: ["*"] }],
                }),
            ),
        );
        deepStrictEqual(parsed, {
            Version: "2012-10-17",
            Statement: [
                { Sid: "Two", Effect: "Allow", Action: "iam:*", Resource: "*" },
                { Sid: "One", Effect: "Deny", Action: "logs:*", Resource: "*" },
                { Effect: "Allow", Action: "ec2:*", Resource: "*" },
            ],
        });
    });

    it("takes the newer version and the last id of the documents", () => {
        const source = JSON.stringify({ Version: "2012-10-17", Id: "source", Statement: [] });
        strictEqual(
            jsonOf({ version: "2008-10-17", sourcePolicyDocuments: [source] }),
            '{\n  "Version": "2012-10-17",\n  "Id": "source"\n}',
        );
    });

    it("keeps the values of a source's conditions, booleans as texts", () => {
        const source = JSON.stringify({
            Statement: [
                {
                    Effect: "Deny",
                    Action: "s3:*",
                    Resource: ["a"],
                    Principal: "*",
                    Condition: { Bool: { "aws:SecureTransport": false } },
                },
            ],
        });
        strictEqual(
            answerOf({ sourcePolicyDocuments: [source] })["minifiedJson"],
            '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":["a"],' +
                '"Principal":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}',
        );
    });

    it("escapes what Go escapes", () => {
        strictEqual(
            answerOf({ statements: [{ actions: ["a"], resources: ["<&>"] }] })["minifiedJson"],
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a",' +
                '"Resource":"\\u003c\\u0026\\u003e"}]}',
        );
    });

    it("answers the arguments with their defaults, and the checksum as id", () => {
        deepStrictEqual(answerOf({ statements: [{ actions: ["s3:*"], resources: ["*"] }] }), {
            // Python's zlib.crc32 of the json.
            id: "3125787031",
            json: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": "*"
    }
  ]
}`,
            minifiedJson:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
            statements: [{ actions: ["s3:*"], resources: ["*"], effect: "Allow" }],
            version: "2012-10-17",
        });
    });

    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

    it("takes a Sid of any characters, as key policies may have", () => {
        const statements = [
            { sid: "Enable IAM User Permissions", actions: ["kms:*"], resources: ["*"] },
        ];
        deepStrictEqual(
            answerOf({ statements })["minifiedJson"],
            '{"Version":"2012-10-17","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow","Action":"kms:*","Resource":"*"}]}',
        );
    });

    it("is unknown as a whole when one resource is", () => {
        const statements = [{ actions: ["s3:*"], resources: [UNKNOWN] }];
        deepStrictEqual(answerOf({ statements }), {
            statements,
            id: UNKNOWN,
            json: UNKNOWN,
            minifiedJson: UNKNOWN,
        });
    });

    it("is secret when a resource is", () => {
        const resources = [{ ...secret, value: "arn:aws:s3:::hidden" }];
        deepStrictEqual(
            answerOf({ statements: [{ actions: ["s3:*"], resources }] })["minifiedJson"],
            {
                ...secret,
                value: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::hidden"}]}',
            },
        );
    });

    const refusals: readonly (readonly [string, WireObject, string])[] = [
        [
            "an effect that is none",
            { statements: [{ effect: "allow", actions: ["*"] }] },
            'expected statement.0.effect to be one of ["Allow" "Deny"], got allow',
        ],
        [
            "two statements with one Sid",
            {
                statements: [
                    { sid: "1", actions: ["a"] },
                    { sid: "1", actions: ["b"] },
                ],
            },
            "writing IAM Policy Document: duplicate Sid (1). Remove the Sid or ensure the Sid is unique.",
        ],
        [
            "a version that is none",
            { version: "2020-01-01" },
            'expected version to be one of ["2008-10-17" "2012-10-17"], got 2020-01-01',
        ],
        [
            "a variable in the old version",
            {
                version: "2008-10-17",
                statements: [{ actions: ["*"], resources: ["&{aws:username}"] }],
            },
            "found &{ sequence in (&{aws:username}), which is not supported in document version 2008-10-17",
        ],
        [
            "a source that is no JSON",
            { sourcePolicyDocuments: ["{"] },
            "writing IAM Policy Document: merging source document 0: the text is not JSON",
        ],
        [
            "an override whose Statement is no list",
            { overridePolicyDocuments: ['{"Statement":{"Effect":"Allow"}}'] },
            "writing IAM Policy Document: merging override document 0: cannot unmarshal Statement into a list of statements",
        ],
        [
            "sources that share a Sid",
            {
                sourcePolicyDocuments: ["a", "b"].map((action) =>
                    JSON.stringify({ Statement: [{ Sid: "same", Action: action }] }),
                ),
            },
            "writing IAM Policy Document: merging source document 1: duplicate Sid (same) in " +
                "source_policy_documents (statement 0). Remove the Sid or ensure Sids are unique.",
        ],
    ];
    for (const [what, args, reason] of refusals) {
        it(`refuses ${what}`, () => {
            deepStrictEqual(ask(args), { kind: "failed", failures: [{ property: "", reason }] });
        });
    }
});
