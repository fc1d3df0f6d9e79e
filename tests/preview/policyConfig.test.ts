import { throws } from "node:assert";
import { reconcile } from "../../preview/engine/judge/policyConfig";
import { wireOf } from "../../preview/engine/wire";
import { EXEMPT_SCHEMA } from "../../policies/settings";
import { isObject } from "../../preview/values";

describe("A policy's configuration", () => {
    it("is refused with everything that is wrong in its lists, as the engine refuses it", () => {
        const schema = wireOf({ exempt: EXEMPT_SCHEMA });
        const policy = {
            name: "on-failure-role",
            level: "mandatory" as const,
            schema: isObject(schema) ? schema : {},
            required: [],
        };
        const exempt = [
            { resource: "orders", rule: "KOF-010", reason: "until May" },
            { resource: "orders", rule: "KOF-010" },
            { resource: "", rule: 10, reason: "until May", until: "May" },
            "orders",
        ];
        throws(() => reconcile([policy], new Map(), { "on-failure-role": { exempt } }), {
            name: "PreviewError",
            message: [
                "The policy configuration is invalid:",
                "on-failure-role: exempt[1].reason is required",
                "on-failure-role: exempt[2].until is not known; use one of resource, rule, reason",
                "on-failure-role: exempt[2].resource must not be empty",
                "on-failure-role: exempt[2].rule must be of the type string",
                "on-failure-role: exempt[3] must be of the type object",
            ].join("\n  "),
        });
    });
});
