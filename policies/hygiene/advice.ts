import type { DeliveryCase } from "../judge";
import type { MappingFacts } from "../facts/gather";
import type { Analysis } from "../session";
import type { Settings } from "../settings";

/** Something that works today, and is better otherwise. */
export interface Advice {
    readonly rule: string;
    readonly lack: string;
    readonly remedy: string;
    readonly url: string;
}

/** What advice is given on. */
export interface Subject {
    readonly analysis: Analysis;
    readonly facts: MappingFacts;
    /** Absent: there is nothing to deliver to, or no role is known. */
    readonly delivery?: DeliveryCase;
    readonly settings: Settings;
}
