import { constants, copyFileSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { awsModel } from "../../aws";
import { SDK_VERSION } from "../../aws/schema";
import type { Answer, Model } from "../../model";
import { readFor } from "../answers";
import { messageOf } from "../failure";
import { placeFinder, type Claim } from "../place";
import { modelProvider } from "./fromModel";
import type { ProviderModel } from "./model";
import { tell, type ProviderSettings } from "../pulumi/providerSettings";
import { unansweredRead } from "../reads";
import { statedFor, unknownTypeNote } from "../notes";
import { seedOf } from "../seed";
import type { Answers } from "../result";
import { isDefaultProviderName } from "../urn";

/** Stands in the place of the AWS provider on the real engine, and answers as the embedded engine's model does. */
export function realProvider(settings: ProviderSettings): ProviderModel {
    const { answers, tellTo } = settings;
    const claim = claimsIn(settings.claims);
    const places = placeFinder({ ...settings, environment: process.env, claim });
    const model = stating(awsModel({ outputs: settings.outputs }), answers);
    const provider = modelProvider(model, {
        version: SDK_VERSION,
        placeOf: (configuration, name) => {
            const explicit = !isDefaultProviderName(name);
            const place = places.find(configuration, explicit);
            if (place.accountIsPlaceholder) {
                tell(tellTo, {
                    kind: "placeholder",
                    account: place.account,
                    provider: name,
                    explicit,
                });
            }
            return place;
        },
    });
    const seed = settings.seed === undefined ? undefined : seedOf(Buffer.from(settings.seed));
    return {
        ...provider,
        check: (request) => {
            const { type, urn } = request.subject;
            if (!model.knows(type)) {
                tell(tellTo, {
                    kind: "note",
                    note: "unknown-type",
                    message: unknownTypeNote(type),
                });
            }
            return provider.check(seed === undefined ? request : { ...request, seed: seed(urn) });
        },
        read: (request) => {
            const { subject, id, outputs } = request;
            if (Object.keys(outputs).length > 0) return provider.read(request);
            const state = readFor(answers, subject.type, id);
            if (state === undefined) {
                const message = unansweredRead(subject.type, subject.name, id);
                tell(tellTo, { kind: "note", note: "unanswered", message });
            }
            // A property that is not answered is unknown to the program.
            return { id, inputs: request.inputs, outputs: { ...request.inputs, ...state, id } };
        },
        invoke: (request) => {
            try {
                return provider.invoke(request);
            } catch (error) {
                tell(tellTo, { kind: "unanswered", message: messageOf(error) });
                throw error;
            }
        },
    };
}

/** Claims among all provider processes of a preview: one file an account, which whoever comes first writes. */
function claimsIn(folder: string): Claim {
    return (account, credentials) => {
        const file = join(folder, account);
        const own = join(folder, `${account}-${process.pid}`);
        writeFileSync(own, credentials);
        try {
            // With a link the file is complete before it has this name; not every file system has links.
            unlessTaken(
                () => {
                    linkSync(own, file);
                },
                () => {
                    copyFileSync(own, file, constants.COPYFILE_EXCL);
                },
            );
        } finally {
            rmSync(own);
        }
        return readFileSync(file, "utf8") === credentials;
    };
}

/** Takes a name that nobody else has, in the first way that works; throws when none does. */
function unlessTaken(take: () => void, ...others: readonly (() => void)[]): void {
    try {
        take();
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
        const [next, ...rest] = others;
        if (next === undefined) throw error;
        unlessTaken(next, ...rest);
    }
}

/** The model, but with the answers that the user states for its functions. */
function stating(model: Model, answers: Answers): Model {
    return {
        ...model,
        invoke: (token, args, place): Answer => {
            const stated = statedFor(answers, token, args);
            return stated === undefined
                ? model.invoke(token, args, place)
                : { kind: "answered", value: stated };
        },
    };
}
