/**
 * The AWS provider's stand-in for the engine suite: answers as the model does, records what it is asked and refuses
 * what a test tells it to refuse. No request ever leaves this machine.
 */
import { addProviderService } from "../../../preview/engine/provider";
import { modelProvider } from "../../../preview/engine/providerFromModel";
import { placeOfProvider } from "../../../preview/engine/providerPlace";
import { servePlugin } from "../../../preview/engine/providerProcess";
import type { ProviderModel } from "../../../preview/engine/providerModel";
import { parseRefusals, recording, refusing, RECORD_TO, REFUSE } from "./instructions";
import { SDK_MODEL } from "./sdkModel";
import { schemaOf, SDK_VERSION } from "./sdkShape";

/** The types that arguments of our components refer to, which the engine asks the provider to describe. */
const REFERRED = ["aws:iam/role:Role"];

const ACCOUNT = "123456789012";

void servePlugin((server) => {
    addProviderService(server, instructed());
});

function instructed(): ProviderModel {
    const provider = modelProvider(SDK_MODEL, {
        version: SDK_VERSION,
        placeOf: (configuration) => placeOfProvider(configuration, { account: ACCOUNT }),
        schema: () => schemaOf(REFERRED),
    });
    const refused = refusing(provider, parseRefusals(process.env[REFUSE]));
    const file = process.env[RECORD_TO];
    return file === undefined ? refused : recording(refused, file);
}
