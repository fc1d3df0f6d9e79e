/** The executable that the engine starts as `pulumi-resource-aws` while `pulumi-lambda-kafka preview` runs. */
import { addProviderService } from "./provider";
import { servePlugin } from "./providerProcess";
import { realProvider } from "./realProvider";
import { readSettings } from "./realProviderSettings";

const settings = readSettings(process.env);

void servePlugin((server) => {
    addProviderService(server, realProvider(settings));
});
