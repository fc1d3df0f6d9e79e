import type { WireObject } from "../model";
import { secret } from "../values";
import { PreviewError } from "./failure";
import { MASK } from "./mask";
import type { ConfigValue } from "./result";

/** One value of the stack's configuration. */
export interface Setting {
    /** As the program gets it: text, or JSON text of a structure. */
    readonly text: string;
    readonly secret: boolean;
}

/** The stack's configuration by full key, `namespace:key`. */
export interface Configuration {
    readonly settings: ReadonlyMap<string, Setting>;
    /** `PULUMI_CONFIG` and `PULUMI_CONFIG_SECRET_KEYS` of a program or a pack. */
    environment(): Readonly<Record<string, string>>;
    /** What the default provider of a package is configured with. */
    ofPackage(packageName: string): WireObject;
}

/** The configuration with these settings, by full key. */
export function configurationOf(settings: ReadonlyMap<string, Setting>): Configuration {
    return {
        settings,
        environment() {
            const entries = [...settings];
            return {
                PULUMI_CONFIG: JSON.stringify(
                    Object.fromEntries(entries.map(([key, { text }]) => [key, text])),
                ),
                PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(
                    entries.flatMap(([key, setting]) => (setting.secret ? [key] : [])),
                ),
            };
        },
        ofPackage(packageName) {
            const prefix = `${packageName}:`;
            return Object.fromEntries(
                [...settings]
                    .filter(([key]) => key.startsWith(prefix))
                    .map(([key, setting]) => [
                        key.slice(prefix.length),
                        setting.secret ? secret(setting.text) : setting.text,
                    ]),
            );
        },
    };
}

/** What is told of a value that cannot be read. */
export function encryptedNote(key: string): string {
    return `The value of ${key} is encrypted; using a placeholder. Pass --config ${key}=… to set another value.`;
}

/** A value with its secrets replaced, as they are written in a stack file: `{ secure: v1:… }`. */
export function settingOf(value: unknown): Setting {
    const { value: plain, secret: isSecret } = withoutSecrets(value);
    return { text: typeof plain === "string" ? plain : JSON.stringify(plain), secret: isSecret };
}

/** The full key: a key without a namespace belongs to the project. */
export function fullKey(key: string, project: string): string {
    const parts = key.split(":");
    // `namespace:config:key` is the old form of a full key.
    if (parts.length === 3 && parts[1] === "config") return `${parts[0] ?? ""}:${parts[2] ?? ""}`;
    if (parts.length > 2 || parts.includes("")) {
        throw new PreviewError(`"${key}" is not a configuration key; expected namespace:key.`);
    }
    return parts.length === 2 ? key : `${project}:${key}`;
}

function withoutSecrets(value: unknown): {
    readonly value: ConfigValue | null;
    readonly secret: boolean;
} {
    if (value instanceof Date) return { value: value.toISOString(), secret: false };
    if (Array.isArray(value)) {
        const items = value.map(withoutSecrets);
        return { value: items.map((item) => item.value ?? ""), secret: items.some(isSecret) };
    }
    if (typeof value === "object" && value !== null) {
        if (Object.keys(value).length === 1 && "secure" in value) {
            return { value: MASK, secret: true };
        }
        const entries = Object.entries(value).map(
            ([key, item]) => [key, withoutSecrets(item)] as const,
        );
        return {
            value: Object.fromEntries(entries.map(([key, item]) => [key, item.value ?? ""])),
            secret: entries.some(([, item]) => item.secret),
        };
    }
    const plain =
        typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return { value: plain ? value : "", secret: false };
}

function isSecret(item: { readonly secret: boolean }): boolean {
    return item.secret;
}
