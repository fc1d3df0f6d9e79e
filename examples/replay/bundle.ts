import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { buildSync } from "esbuild";

/** A Lambda function's code: one file, with all that it imports but the AWS SDK, which the runtime has. */
export function bundle(consumer: "fromBucket" | "fromQueue"): asset.AssetArchive {
    const { outputFiles } = buildSync({
        entryPoints: [join(__dirname, "consumers", `${consumer}.ts`)],
        bundle: true,
        platform: "node",
        target: "node22",
        external: ["@aws-sdk/*"],
        write: false,
    });
    const [code] = outputFiles;
    if (code === undefined) throw new Error(`${consumer} has no code`);
    return new asset.AssetArchive({ "index.js": new asset.StringAsset(code.text) });
}
