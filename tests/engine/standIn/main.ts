/**
 * The AWS provider's stand-in for the engine suite: answers as the model does, records what it is asked and refuses
 * what a test tells it to refuse. No request ever leaves this machine.
 */
import { awsModel } from "../../../preview/aws/index";
import { placeFinder } from "../../../preview/engine/place";
import { addProviderService } from "../../../preview/engine/provider/service";
import { modelProvider } from "../../../preview/engine/provider/fromModel";
import { servePlugin } from "../../../preview/engine/provider/process";
import type { ProviderModel } from "../../../preview/engine/provider/model";
import { isDefaultProviderName } from "../../../preview/engine/urn";
import type { Model } from "../../../preview/model";
import { parseRefusals, PREDICT, recording, refusing, RECORD_TO, REFUSE } from "./instructions";
import { SDK_MODEL } from "./sdkModel";
import { schemaOf, SDK_VERSION } from "./sdkShape";

/** The types that our components take and give, which the engine asks the provider to describe. */
const REFERRED = [
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:kms/key:Key",
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "aws:s3/bucket:Bucket",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
];

const ACCOUNT = "123456789012";

void servePlugin((server) => {
    addProviderService(server, instructed());
});

function instructed(): ProviderModel {
    const outputs = process.env[PREDICT] === undefined ? "unknown" : "predicted";
    const places = placeFinder({ environment: {} });
    const provider = modelProvider(withRest(awsModel({ outputs })), {
        version: SDK_VERSION,
        placeOf: (configuration, name) => {
            const place = places.find(configuration, !isDefaultProviderName(name));
            // The cloud always knows its account; of one that is not configured this is the number.
            return place.accountIsPlaceholder
                ? { ...place, account: ACCOUNT, accountIsPlaceholder: false }
                : place;
        },
        schema: () => schemaOf(REFERRED),
    });
    const refused = refusing(provider, parseRefusals(process.env[REFUSE]));
    const file = process.env[RECORD_TO];
    return file === undefined ? refused : recording(refused, file);
}

/** The model of the AWS provider, and for the types outside its table what the SDK's declarations tell. */
function withRest(model: Model): Model {
    const of = (type: string): Model => (model.knows(type) ? model : SDK_MODEL);
    return {
        knows: () => true,
        check: (subject, ...rest) => of(subject.type).check(subject, ...rest),
        create: (subject, ...rest) => of(subject.type).create(subject, ...rest),
        diff: (subject, ...rest) => of(subject.type).diff(subject, ...rest),
        invoke: (...call) => model.invoke(...call),
    };
}
