import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { kafkaEvent } from "./events";
import { queueRecord } from "./samples";

const RECORDS = resolve(__dirname, "../../components/records");

describe("the records entry in the bundle of a Lambda function", () => {
    let code = "";
    let inputs: readonly string[] = [];

    before(async () => {
        const { outputFiles, metafile } = await build({
            entryPoints: [join(RECORDS, "index.ts")],
            bundle: true,
            minify: true,
            // Nothing of Node's can be resolved.
            platform: "neutral",
            format: "cjs",
            target: "node20",
            write: false,
            metafile: true,
            plugins: [asPublished],
        });
        code = outputFiles[0]?.text ?? "";
        inputs = Object.keys(metafile.inputs);
    });

    it("takes less than 5 kB, minified and gzipped, as it is published: in CommonJS, whole", () => {
        const size = gzipSync(code, { level: 9 }).length;
        assert.ok(size > 1000 && size < 5000, `${size} bytes`);
    });

    it("depends on nothing but itself", () => {
        assert.ok(inputs.length > 5);
        assert.deepStrictEqual(
            inputs.filter((input) => !resolve(input).startsWith(RECORDS)),
            [],
        );
    });

    it("runs with the language and two web APIs that Node 20 has", () => {
        const module = { exports: {} };
        const event = kafkaEvent(queueRecord({ "orders-eu-3": ["1042", "1043"] }));
        const context = { module, exports: module.exports, TextDecoder, atob, event };
        const told: unknown = runInNewContext(
            `${code};
            const { recordsFromKafka, replayPlan, toJson } = module.exports;
            toJson(replayPlan(recordsFromKafka(event).map(({ record }) => record)).ranges)`,
            context,
        );
        assert.equal(
            told,
            '[{"functionArn":"arn:aws:lambda:eu-west-1:111122223333:function:orders","cluster":"b-1.example.com:9096,b-2.example.com:9096","topic":"orders-eu","partition":3,"firstOffset":1042,"lastOffset":1043}]',
        );
    });
});

/** Compiles as the package is compiled, so that the size is that of what users bundle. */
const asPublished: Plugin = {
    name: "as-published",
    setup(bundler) {
        bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023 };
            const source = readFileSync(path, "utf8");
            return {
                contents: transpileModule(source, { compilerOptions }).outputText,
                loader: "js",
            };
        });
    },
};
