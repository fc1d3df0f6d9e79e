"use strict";

const { PolicyPack } = require("@pulumi/policy");

const nothing = () => undefined;
const description = "Does nothing.";

new PolicyPack("no-op", {
    policies: [
        { name: "resources", description, enforcementLevel: "advisory", validateResource: nothing },
        ...Array.from({ length: 9 }, (_, i) => ({
            name: `stack-${i + 1}`,
            description,
            enforcementLevel: "advisory",
            validateStack: nothing,
        })),
    ],
});
