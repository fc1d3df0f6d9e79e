import { deepStrictEqual, match, notStrictEqual, ok, strictEqual, throws } from "node:assert";
import fc from "fast-check";
import {
    accountsIn,
    assuming,
    assumptions,
    inWords,
    neutral,
    tried,
} from "../../preview/engine/accounts";
import { answerFor } from "../../preview/engine/answers";
import { fullKey } from "../../preview/engine/configuration";
import { lowered, markSecrets } from "../../preview/engine/envelopes";
import { reveal } from "../../preview/values";
import { placeFinder } from "../../preview/engine/place";
import { resultProperties } from "../../preview/engine/embedded/resultShape";
import {
    defaultProviderName,
    isDefaultProviderName,
    nameOf,
    typeOf,
    urnOf,
} from "../../preview/engine/urn";
import { wireOf } from "../../preview/engine/wire";
import type { LogLine, PreviewedResource, WireObject } from "../../preview";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: string): WireObject => ({
    [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270",
    value,
});

describe("URNs", () => {
    const NAME = { organization: "acme", project: "shop", stack: "prod" };

    it("leave out the stack's type and keep every other ancestor's", () => {
        const stack = urnOf(NAME, undefined, "pulumi:pulumi:Stack", "shop-prod");
        const outer = urnOf(NAME, stack, "test:index:Outer", "outer");
        const inner = urnOf(NAME, outer, "test:index:Inner", "inner");
        deepStrictEqual(
            [stack, outer, inner, urnOf(NAME, inner, "aws:sqs/queue:Queue", "dead")],
            [
                "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod",
                "urn:pulumi:prod::shop::test:index:Outer::outer",
                "urn:pulumi:prod::shop::test:index:Outer$test:index:Inner::inner",
                "urn:pulumi:prod::shop::test:index:Outer$test:index:Inner$aws:sqs/queue:Queue::dead",
            ],
        );
    });

    it("tell the type of the resource itself and a name with colons", () => {
        const urn = urnOf(NAME, "urn:pulumi:prod::shop::a:b:C::c", "aws:sqs/queue:Queue", "a::b");
        deepStrictEqual([typeOf(urn), nameOf(urn)], ["aws:sqs/queue:Queue", "a::b"]);
    });

    const defaults: readonly (readonly [string, string, string])[] = [
        ["", "", "default"],
        ["7.48.0", "", "default_7_48_0"],
        ["7.0.0-alpha.1+build", "", "default_7_0_0_alpha_1_build"],
        ["", "https://example.com/a", "default_https___example_com_a"],
        ["7.48.0", "github://api.github.com/a", "default_7_48_0_github___api_github_com_a"],
    ];
    for (const [version, url, name] of defaults) {
        it(`name the default provider ${name}`, () => {
            strictEqual(defaultProviderName(version, url), name);
            ok(isDefaultProviderName(name));
        });
    }
    for (const name of ["default_backup", "default-2", "default_2", "defaults", "my_default"]) {
        it(`leave ${name} to the program's own providers`, () => {
            ok(!isDefaultProviderName(name));
        });
    }
});

describe("values on the wire", () => {
    const cases: readonly {
        readonly name: string;
        readonly value: WireObject;
        readonly expected: WireObject;
    }[] = [
        {
            name: "an output value that is not known is an unknown",
            value: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", dependencies: ["urn"] },
            expected: { it: UNKNOWN },
        },
        {
            name: "a known one is its value",
            value: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "a" },
            expected: { it: "a" },
        },
        {
            name: "a secret one is a secret",
            value: { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "a", secret: true },
            expected: { it: secret("a") },
        },
        {
            name: "a custom resource is its id",
            value: { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", id: "i-1" },
            expected: { it: "i-1" },
        },
        {
            name: "a custom resource without a known id is an unknown",
            value: { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn", id: "" },
            expected: { it: UNKNOWN },
        },
        {
            name: "a component is its URN",
            value: { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn" },
            expected: { it: "urn" },
        },
    ];
    for (const { name, value, expected } of cases) {
        it(name, () => {
            deepStrictEqual({ it: lowered(value) }, expected);
        });
    }

    it("become secret again where they were, as deep as objects go", () => {
        const sent = {
            a: secret("1"),
            b: { c: secret("2"), d: "3" },
            e: ["4", secret("5")],
            f: "6",
        };
        const plain = { a: "1", b: { c: "2", d: "3" }, e: ["4", "5"], f: "6", g: "7" };
        deepStrictEqual(reveal({ ...sent, g: secret("7") }), plain);
        deepStrictEqual(markSecrets(plain, sent), {
            a: secret("1"),
            b: { c: secret("2"), d: "3" },
            e: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: ["4", "5"] },
            f: "6",
            g: "7",
        });
    });

    it("stay as they are when nothing in them is an envelope", () => {
        fc.assert(
            fc.property(fc.jsonValue(), (value) => {
                const wire = wireOf(value);
                deepStrictEqual([lowered(wire), reveal(wire)], [wire, wire]);
            }),
        );
    });
});

describe("the place of a provider", () => {
    const find = (
        configuration: WireObject,
        explicit = true,
        environment = {},
    ): readonly unknown[] => {
        const finder = placeFinder({ account: "123456789012", region: "eu-west-1", environment });
        const { account, accountIsPlaceholder, region, partition } = finder.find(
            configuration,
            explicit,
        );
        return [account, accountIsPlaceholder, region, partition];
    };
    const STATED = ["123456789012", false, "eu-west-1", "aws"];

    const cases: readonly {
        readonly name: string;
        readonly configuration: WireObject;
        readonly place: readonly unknown[];
    }[] = [
        { name: "is what the user states", configuration: {}, place: STATED },
        {
            name: "is in the Region of its own",
            configuration: { region: "us-gov-west-1" },
            place: ["123456789012", false, "us-gov-west-1", "aws-us-gov"],
        },
        {
            name: "is in its only allowed account",
            configuration: { allowedAccountIds: '["210987654321"]' },
            place: ["210987654321", false, "eu-west-1", "aws"],
        },
        {
            name: "is in its only allowed account, given as a number",
            configuration: { allowedAccountIds: "[210987654321]" },
            place: ["210987654321", false, "eu-west-1", "aws"],
        },
        {
            name: "is not known from a number that has lost the zeros of an account",
            configuration: { allowedAccountIds: "[10987654321]" },
            place: STATED,
        },
        {
            name: "is not known from a number of as many characters",
            configuration: { allowedAccountIds: "[2109876543.5]" },
            place: STATED,
        },
        {
            name: "is not known from two allowed accounts",
            configuration: { allowedAccountIds: '["210987654321","111122223333"]' },
            place: STATED,
        },
        {
            name: "is in the account of the last role that it assumes",
            configuration: {
                assumeRoles:
                    '[{"roleArn":"arn:aws:iam::111122223333:role/a"},{"roleArn":"arn:aws:iam::444455556666:role/b"}]',
            },
            place: ["444455556666", false, "eu-west-1", "aws"],
        },
        {
            name: "is in the account of the role of a web identity",
            configuration: {
                assumeRoleWithWebIdentity: '{"roleArn":"arn:aws:iam::111122223333:role/a"}',
            },
            place: ["111122223333", false, "eu-west-1", "aws"],
        },
    ];
    for (const { name, configuration, place } of cases) {
        it(name, () => {
            deepStrictEqual(find(configuration), place);
        });
    }

    it("is what the user states for the default provider, whatever its credentials", () => {
        deepStrictEqual(find({ profile: "other" }, false), STATED);
    });

    it("is one made-up account for equal credentials of a provider's own, and another for others", () => {
        const finder = placeFinder({
            account: "123456789012",
            region: "eu-west-1",
            environment: {},
        });
        const [one = "", other = "", again] = ["a", "b", "a"].map((profile) => {
            const { account, accountIsPlaceholder } = finder.find({ profile }, true);
            ok(accountIsPlaceholder);
            match(account, /^000000000\d{3}$/);
            return account;
        });
        notStrictEqual(one, other);
        strictEqual(one, again);
        deepStrictEqual(finder.placeholders(), [one, other]);
    });

    for (const [form, defaultTags] of [
        ["as an object", { tags: { team: "orders" } }],
        ["as the text in which providers carry it", '{"tags":{"team":"orders"}}'],
    ] as const) {
        it(`has the tags that the provider puts on everything, given ${form}`, () => {
            const finder = placeFinder({ account: "123456789012", environment: {} });
            deepStrictEqual(finder.find({ region: "eu-west-1", defaultTags }, true), {
                account: "123456789012",
                accountIsPlaceholder: false,
                region: "eu-west-1",
                partition: "aws",
                defaultTags: { team: "orders" },
            });
        });
    }

    it("is in the environment's Region when nothing says another", () => {
        const finder = placeFinder({ environment: { AWS_REGION: "eu-north-1" } });
        strictEqual(finder.find({}, false).region, "eu-north-1");
    });

    it("is in the Region of the second variable when the first is empty", () => {
        const environment = { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-north-1" };
        strictEqual(placeFinder({ environment }).find({}, false).region, "eu-north-1");
    });
});

describe("accounts that are not known", () => {
    const resource = (outputs: WireObject): PreviewedResource => ({
        urn: "urn:pulumi:dev::test::aws:sqs/queue:Queue::q",
        type: "aws:sqs/queue:Queue",
        name: "q",
        custom: true,
        external: false,
        inputs: {},
        outputs,
        dependencies: [],
        propertyDependencies: {},
        protect: false,
    });
    const ARN = "arn:aws:sqs:eu-west-1:000000000000:q";

    it("are sought wherever one can be written", () => {
        const written = {
            arn: "arn:aws:iam::111122223333:root",
            url: "https://sqs.eu-west-1.amazonaws.com/222233334444/q",
            bucket: "logs-333344445555",
            document: '{"Condition":{"StringEquals":{"aws:SourceAccount":"444455556666"}}}',
            list: ["555566667777"],
            number: "1234567890123",
            id: "a1234567890b12",
        };
        deepStrictEqual(
            [...accountsIn([resource(written)])],
            ["111122223333", "222233334444", "333344445555", "444455556666", "555566667777"],
        );
    });

    it("may be none that is named, or each that is", () => {
        const all = assumptions(
            [resource({ arn: ARN, trusted: "111122223333" })],
            ["000000000000"],
        );
        deepStrictEqual(all.map(inWords), ["any other account", "account 111122223333"]);
    });

    it("may be one another's", () => {
        const all = assumptions(
            [resource({ arn: ARN, other: "000000000001" })],
            ["000000000000", "000000000001"],
        );
        deepStrictEqual(all.map(inWords), [
            "any other account",
            "account 000000000000 in the place of 000000000001",
        ]);
    });

    it("need no second judgement when no account is named, or none is made up", () => {
        deepStrictEqual(
            [
                assumptions([resource({ arn: ARN })], ["000000000000"]).length,
                assumptions([resource({ trusted: "111122223333" })], ["000000000000"]).length,
                assumptions([resource({ arn: ARN, trusted: "111122223333" })], []).length,
            ],
            [1, 1, 1],
        );
    });

    it("are tried one at a time when there are very many", () => {
        const placeholders = ["000000000000", "000000000001"];
        const named = Array.from({ length: 9 }, (_, at) => String(111122223330 + at));
        const all = assumptions([resource({ named: [...placeholders, ...named] })], placeholders);
        strictEqual(all.length, 1 + 9 + 10);
    });

    const numbered = (length: number): readonly string[] =>
        Array.from({ length }, (_, at) => String(111122223330 + at));
    const MANY = [
        { named: 15, packs: 16, text: [] },
        {
            named: 100,
            packs: 16,
            text: [
                "The unknown AWS account was not compared with 85 of the accounts that the program names. Pass --account, or set the provider's allowedAccountIds.",
            ],
        },
    ];
    for (const { named, packs, text } of MANY) {
        it(`are tried ${packs - 1} times at most, of ${named}, and what is not tried is told`, () => {
            const told: LogLine[] = [];
            const all = assumptions(
                [resource({ arn: ARN, named: numbered(named) })],
                ["000000000000"],
            );
            const { length } = tried(all, (line) => told.push(line));
            deepStrictEqual(
                [length, told],
                [packs, text.map((each) => ({ severity: "warning", text: each }))],
            );
        });
    }

    it("take turns where not all can be tried", () => {
        const placeholders = ["000000000000", "000000000001"];
        const all = assumptions(
            [resource({ named: [...placeholders, ...numbered(100)] })],
            placeholders,
        );
        deepStrictEqual(all.slice(1, 4).map(inWords), [
            "account 111122223330 in the place of 000000000000",
            "account 111122223330 in the place of 000000000001",
            "account 111122223331 in the place of 000000000000",
        ]);
    });

    it("are put into the resources and taken out of the messages again", () => {
        const [, assumption = new Map<string, string>()] = assumptions(
            [resource({ arn: ARN, trusted: "111122223333" })],
            ["000000000000"],
        );
        const [changed] = assuming([resource({ arn: ARN })], assumption);
        deepStrictEqual(changed?.outputs, { arn: "arn:aws:sqs:eu-west-1:111122223333:q" });
        strictEqual(neutral("not arn:aws:sqs:eu-west-1:111122223333:q", assumption), `not ${ARN}`);
    });
});

describe("functions without an answer", () => {
    it("are known by the properties that the SDK declares", () => {
        deepStrictEqual(resultProperties("aws:kms/getAlias:getAlias", __dirname), [
            "arn",
            "id",
            "name",
            "region",
            "targetKeyArn",
            "targetKeyId",
        ]);
    });

    it("are known by their properties in the SDK's root module, too", () => {
        deepStrictEqual(
            resultProperties("aws:index/getAvailabilityZones:getAvailabilityZones", __dirname),
            [
                "allAvailabilityZones",
                "excludeNames",
                "excludeZoneIds",
                "filters",
                "groupNames",
                "id",
                "names",
                "region",
                "state",
                "zoneIds",
            ],
        );
    });

    for (const token of ["acme:index/getX:getX", "aws:../../x:y", "aws:kms/getNothing:x", ""]) {
        it(`are not known by the token "${token}"`, () => {
            strictEqual(resultProperties(token, __dirname), undefined);
        });
    }

    it("take the first answer whose arguments fit, in any order of keys", () => {
        const invokes = [
            { token: "t", args: { a: { b: 1, c: [2] } }, result: { n: 1 } },
            { token: "t", result: { n: 2 } },
        ];
        deepStrictEqual(
            [
                answerFor({ invokes }, "t", { z: 0, a: { c: [2], b: 1 } }),
                answerFor({ invokes }, "t", { a: { b: 1, c: [3] } }),
                answerFor({ invokes }, "u", {}),
            ],
            [{ n: 1 }, { n: 2 }, undefined],
        );
    });
});

describe("configuration keys", () => {
    const keys: readonly (readonly [string, string])[] = [
        ["size", "shop:size"],
        ["aws:region", "aws:region"],
        ["aws:config:region", "aws:region"],
    ];
    for (const [key, full] of keys) {
        it(`${key} is ${full}`, () => {
            strictEqual(fullKey(key, "shop"), full);
        });
    }
    for (const key of ["a:b:c", ":a", "a:", ""]) {
        it(`"${key}" is none`, () => {
            throws(() => fullKey(key, "shop"), {
                name: "PreviewError",
                message: `"${key}" is not a configuration key; expected namespace:key.`,
            });
        });
    }
});
