import assert from "node:assert/strict";
import { join } from "node:path";
import { PreviewError } from "../../preview/engine/failure";
import { failureScreen } from "../../preview/failureScreen";

const OWN_CODE = join(__dirname, "..", "..", "components", "checks", "check.ts");

describe("failureScreen", () => {
    it("tells the reason once, with the program's own frames alone, wherever they lie, after what was logged", () => {
        const reason = [
            "<ref *1> InputPropertiesError: KafkaEventSource: 1 argument is wrong",
            '  topic: must be 1 to 249 letters, digits, ".", "_" and "-", and not begin with a dot',
            "    at check (/project/node_modules/pulumi-lambda-kafka/dist/components/checks/check.js:48:5)",
            `    at check (${OWN_CODE}:48:5)`,
            "    at orders (/project/dist/orders.js:7:3)",
            "    at Object.<anonymous> (/pulumi-lambda-kafka-demo/index.ts:4:1)",
            "    at Module._compile (node:internal/modules/cjs/loader:1521:14) {",
            "  __pulumiInputPropertiesError: true,",
            "  errors: [",
            "    { propertyPath: 'topic' }",
            "  ]",
            "}",
            "and nothing else",
        ].join("\n");
        const error = new PreviewError(reason, [
            { severity: "warning", text: "an old setting" },
            { severity: "error", text: reason },
        ]);
        assert.equal(
            failureScreen(error),
            [
                "warning: an old setting",
                "error: InputPropertiesError: KafkaEventSource: 1 argument is wrong",
                '  topic: must be 1 to 249 letters, digits, ".", "_" and "-", and not begin with a dot',
                "    at orders (/project/dist/orders.js:7:3)",
                "    at Object.<anonymous> (/pulumi-lambda-kafka-demo/index.ts:4:1)",
                "and nothing else",
            ].join("\n"),
        );
    });
});
