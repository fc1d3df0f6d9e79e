import * as aws from "@pulumi/aws";
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";

new PolicyPack("typescript", {
    policies: [
        {
            name: "mappings",
            description: "Does nothing.",
            enforcementLevel: "advisory",
            validateResource: validateResourceOfType(
                aws.lambda.EventSourceMapping,
                () => undefined,
            ),
        },
    ],
});
