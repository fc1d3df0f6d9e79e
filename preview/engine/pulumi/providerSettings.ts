import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import type { Outputs, Wire, WireObject } from "../../model";
import { isObject, listOf, objectOf, parseJson, stringOf } from "../../values";
import { linesOf } from "./events";
import type { Answers } from "../result";

/** The environment variable that names the file with a provider's settings: the engine starts the provider, not we. */
export const SETTINGS_VARIABLE = "PULUMI_LAMBDA_KAFKA_PROVIDER";

/** What a provider process on the real engine is told. */
export interface ProviderSettings {
    readonly outputs: Outputs;
    readonly account?: string;
    readonly region?: string;
    /** What the random parts of names come from. @default the engine's own seed, new in every preview */
    readonly seed?: string;
    readonly answers: Answers;
    /** The directory in which providers agree on accounts that they make up. */
    readonly claims: string;
    /** Where to tell what a reader must know. */
    readonly tellTo: string;
}

/** What a provider process tells, a line each. */
export type Told =
    | {
          readonly kind: "note";
          readonly note: "unknown-type" | "unanswered";
          readonly message: string;
      }
    /** An account was made up. */
    | {
          readonly kind: "placeholder";
          readonly account: string;
          readonly provider: string;
          readonly explicit: boolean;
      }
    /** The engine takes no unknown for an answer, where the embedded one can live with it. */
    | { readonly kind: "unanswered"; readonly message: string };

/** Writes the settings, and names the variable to set for the providers. */
export function writeSettings(file: string, settings: ProviderSettings): NodeJS.ProcessEnv {
    writeFileSync(file, JSON.stringify(settings));
    return { [SETTINGS_VARIABLE]: file };
}

/** The settings of this provider process; throws when it was started without any. */
export function readSettings(environment: NodeJS.ProcessEnv): ProviderSettings {
    const file = environment[SETTINGS_VARIABLE];
    const settings = file === undefined ? undefined : parseJson(readFileSync(file, "utf8"));
    if (!isObject(settings)) {
        throw new Error(
            "This provider predicts AWS for `pulumi-lambda-kafka preview`, and is not to be started by itself.",
        );
    }
    const { account, region, seed } = settings;
    return {
        outputs: settings["outputs"] === "unknown" ? "unknown" : "predicted",
        ...(typeof account === "string" ? { account } : {}),
        ...(typeof region === "string" ? { region } : {}),
        ...(typeof seed === "string" ? { seed } : {}),
        answers: answersOf(settings["answers"]),
        claims: stringOf(settings["claims"]),
        tellTo: stringOf(settings["tellTo"]),
    };
}

/** Tells something; a line is written at once, whoever else writes. */
export function tell(file: string, told: Told): void {
    appendFileSync(file, `${JSON.stringify(told)}\n`);
}

/** Everything that the providers told. */
export function readTold(file: string): readonly Told[] {
    return linesOf(file).flatMap((line): Told[] => {
        const told = objectOf(parseJson(line));
        const message = stringOf(told["message"]);
        switch (stringOf(told["kind"])) {
            case "note":
                return [
                    {
                        kind: "note",
                        note: told["note"] === "unanswered" ? "unanswered" : "unknown-type",
                        message,
                    },
                ];
            case "placeholder":
                return [
                    {
                        kind: "placeholder",
                        account: stringOf(told["account"]),
                        provider: stringOf(told["provider"]),
                        explicit: told["explicit"] === true,
                    },
                ];
            case "unanswered":
                return [{ kind: "unanswered", message }];
            default:
                return [];
        }
    });
}

function answersOf(value: Wire | undefined): Answers {
    const { invokes, reads } = objectOf(value);
    return {
        invokes: objectsIn(invokes).map((one) => ({
            token: stringOf(one["token"]),
            ...(isObject(one["args"]) ? { args: one["args"] } : {}),
            result: objectOf(one["result"]),
        })),
        reads: objectsIn(reads).map((one) => ({
            type: stringOf(one["type"]),
            id: stringOf(one["id"]),
            state: objectOf(one["state"]),
        })),
    };
}

function objectsIn(value: Wire | undefined): readonly WireObject[] {
    return listOf(value).filter(isObject);
}
