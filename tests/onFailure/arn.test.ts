import { deepStrictEqual, strictEqual } from "node:assert";
import fc from "fast-check";
import { formatArn, parseArn, roleNameOf, type Arn } from "../../components/onFailure/arn";
import { parseDestination } from "../../components/onFailure/destination";

const word = (form: RegExp) => fc.stringMatching(form);

const arns: fc.Arbitrary<Arn> = fc.record(
    {
        partition: fc.constantFrom("aws", "aws-cn", "aws-us-gov", "aws-iso-b", "aws-eusc"),
        service: word(/^[a-z0-9-]{1,20}$/),
        region: word(/^[a-z0-9-]{0,20}$/),
        account: fc.constantFrom("", "aws", "111122223333", "000000000000"),
        resource: fc.string({ minLength: 1 }),
    },
    { noNullPrototype: true },
);

describe("an ARN", () => {
    it("reads as it was written, whatever colons and slashes its resource holds", () => {
        fc.assert(
            fc.property(arns, (arn) => {
                deepStrictEqual(parseArn(formatArn(arn)), { kind: "parsed", value: arn });
            }),
        );
    });

    it("is never the cause of an exception", () => {
        fc.assert(
            fc.property(fc.string(), (text) => {
                parseArn(text);
                parseDestination(text);
                parseDestination(`arn:aws:${text}`);
                parseDestination(`kafka://${text}`);
            }),
        );
    });

    const refused: readonly (readonly [string, string])[] = [
        [
            "arn:aws:sqs",
            "is not an ARN: it has the form arn:partition:service:region:account:resource",
        ],
        [
            "urn:aws:sqs:eu-west-1:111122223333:q",
            "is not an ARN: it has the form arn:partition:service:region:account:resource",
        ],
        ["arn:gcp:sqs:eu-west-1:111122223333:q", 'is not an AWS ARN: its partition is "gcp"'],
        [
            "arn:aws::eu-west-1:111122223333:q",
            "is not an ARN: its service or its resource is empty",
        ],
        [
            "arn:aws:sqs:eu-west-1:111122223333:",
            "is not an ARN: its service or its resource is empty",
        ],
        ["arn:aws:sqs:eu-west-1:1111:q", 'is not an ARN: its account "1111" is not twelve digits'],
    ];
    for (const [text, reason] of refused) {
        it(`is not read from ${text}`, () => {
            deepStrictEqual(parseArn(text), { kind: "refused", reason });
        });
    }

    it("of a role tells the name without the path", () => {
        const role = parseArn("arn:aws:iam::111122223333:role/team/orders/reader");
        strictEqual(role.kind === "parsed" && roleNameOf(role.value), "reader");
        const user = parseArn("arn:aws:iam::111122223333:user/reader");
        strictEqual(user.kind === "parsed" && roleNameOf(user.value), undefined);
    });
});
