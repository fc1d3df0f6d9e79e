/**
 * A language host for Node.js programs, for engines that come without the official one: `pulumi-language-nodejs ADDRESS`.
 * It runs the SDK's own runners and nothing else; what it does not serve, the engine does without.
 */
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
    GetRequiredPackagesResponse,
    GetRequiredPluginsResponse,
} from "@pulumi/pulumi/proto/language_pb";
import {
    LanguageRuntimeService,
    type ILanguageRuntimeServer,
} from "@pulumi/pulumi/proto/language_grpc_pb";
import { servePlugin } from "../../../preview/engine/provider/process";
import { emptyAnswer, unary } from "../../../preview/engine/grpc";
import { endChildren } from "./children";
import { runPlugin } from "./plugin";
import { runProgram } from "./program";

const service: Pick<
    ILanguageRuntimeServer,
    | "getPluginInfo"
    | "getRequiredPackages"
    | "getRequiredPlugins"
    | "installDependencies"
    | "run"
    | "runPlugin"
    | "cancel"
> = {
    getPluginInfo: unary(() => new PluginInfo().setVersion("0.0.0")),
    // Plugins are on the PATH, so none has to be found for the program.
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    // The packages are there already.
    installDependencies: (call) => {
        call.end();
    },
    run: unary((request) => runProgram(request)),
    runPlugin,
    cancel: unary(async () => {
        await endChildren();
        return emptyAnswer();
    }),
};

void servePlugin((server) => {
    server.addService(LanguageRuntimeService, service);
}, endChildren);
