/** The executable that the engine starts as `pulumi-resource-aws` while `pulumi-lambda-kafka preview` runs. */
import { addProviderService } from "./service";
import { servePlugin } from "./process";
import { realProvider } from "./standIn";
import { readSettings } from "../pulumi/providerSettings";

const settings = readSettings(process.env);

void servePlugin((server) => {
    addProviderService(server, realProvider(settings));
});
