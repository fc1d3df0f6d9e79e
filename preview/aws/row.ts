import type { Wire, WireObject } from "../model";
import type { Prediction, Predictions } from "./scope";

/**
 * How the bridge names what the program left unnamed: the resource's name, a separator and seven hexadecimal digits.
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export interface Autoname {
    readonly property: string;
    /** @default 255, the bridge's limit for AWS */
    readonly maxLength?: number;
    readonly lowerCase?: true;
    readonly prefix?: string;
    /** A text that ends the name where a boolean input is true: `.fifo`. */
    readonly suffix?: { readonly when: string; readonly text: string };
    /** The resource's name as it is, without the random part. */
    readonly plain?: true;
    /** The input that asks for a name of the provider's own making, and keeps the autoname out. */
    readonly unless?: string;
}

/** What the model knows of a resource type beyond what the SDK declares. */
export interface TypeRow {
    /** @default a `name` among the inputs gets the bridge's usual name */
    readonly autoname?: Autoname;
    /**
     * Defaults of the provider's schema. Check writes those into the inputs that are not 0, false or "", as newer
     * bridges do; the others show in the outputs alone.
     */
    readonly defaults?: WireObject;
    /** The resource's id. */
    readonly id: Prediction;
    /** What AWS answers for properties that the program did not set. */
    readonly outputs?: Predictions;
    /** The same, told after an update only: another resource may own the value, or time makes it. */
    readonly later?: Predictions;
    /** Properties whose change makes a replacement ("ForceNew"). */
    readonly replaces: readonly string[];
    /** Lists whose order says nothing. */
    readonly sets?: readonly string[];
    /** Properties that stay what they are when they are left out. */
    readonly keeps?: readonly string[];
    /** The form in which the provider compares a value, by property. */
    readonly compares?: Readonly<Record<string, (value: Wire) => Wire>>;
}

/** The rows of one service, by type token. */
export type TypeRows = Readonly<Record<string, TypeRow>>;
