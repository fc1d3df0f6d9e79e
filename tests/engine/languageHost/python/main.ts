/**
 * A language host for Python programs, for engines that come without the official one: `pulumi-language-python ADDRESS`.
 * It runs programs in the suite's own Python environment and writes SDKs with Pulumi's own generator.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
    GeneratePackageResponse,
    GetRequiredPackagesResponse,
    GetRequiredPluginsResponse,
    LinkResponse,
    type GeneratePackageRequest,
} from "@pulumi/pulumi/proto/language_pb";
import {
    LanguageRuntimeService,
    type ILanguageRuntimeServer,
} from "@pulumi/pulumi/proto/language_grpc_pb";
import { servePlugin } from "../../../../preview/engine/provider/process";
import { emptyAnswer, unary } from "../../../../preview/engine/grpc";
import { PYTHON, PYTHON_SDK, toolAt } from "../../tools";
import { endChildren, start } from "../children";
import { packagesOf, runPython } from "./program";

const service: Pick<
    ILanguageRuntimeServer,
    | "getPluginInfo"
    | "getRequiredPackages"
    | "getRequiredPlugins"
    | "installDependencies"
    | "run"
    | "generatePackage"
    | "link"
    | "cancel"
> = {
    getPluginInfo: unary(() => new PluginInfo().setVersion("0.0.0")),
    // Plugins are on the PATH or named in Pulumi.yaml, so none has to be found for the program.
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    // The packages are there already.
    installDependencies: (call) => {
        call.end();
    },
    run: unary((request) => runPython(toolAt(PYTHON), request)),
    generatePackage: unary(async (request) => {
        await generate(request);
        return new GeneratePackageResponse();
    }),
    link: unary(async (request) => {
        const directory = request.getInfo()?.getProgramDirectory() ?? "";
        for (const sdk of request.getPackagesList()) {
            await install(path.join(directory, sdk.getPath()), directory);
        }
        return new LinkResponse();
    }),
    cancel: unary(async () => {
        await endChildren();
        return emptyAnswer();
    }),
};

void servePlugin((server) => {
    server.addService(LanguageRuntimeService, service);
}, endChildren);

async function generate(request: GeneratePackageRequest): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), "pulumi-lambda-kafka-engine-"));
    try {
        const schema = path.join(folder, "schema.json");
        writeFileSync(schema, request.getSchema());
        const args = [schema, request.getLoaderTarget(), request.getDirectory()];
        await succeed(toolAt(PYTHON_SDK), args);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Where the official host would take the program's virtual environment, this one has a folder beside the program. */
function install(sdk: string, directory: string): Promise<void> {
    const offline = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet"];
    const pip = ["-m", "pip", "install", ...offline, "--target", packagesOf(directory), sdk];
    return succeed(toolAt(PYTHON), pip);
}

async function succeed(file: string, args: readonly string[]): Promise<void> {
    const child = start(file, args, { cwd: tmpdir(), env: process.env, output: "inherit" });
    const code = await child.exit;
    if (code !== 0) {
        throw new Error(`${path.basename(file)} ended with status ${String(code)}, see above.`);
    }
}
