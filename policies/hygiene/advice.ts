import type { RuleId } from "../catalogue";
import type { DeliveryCase } from "../judge/delivery";
import type { MappingFacts } from "../facts/gather";
import type { Analysis } from "../session";
import type { Settings } from "../settings";

/** Something that works today, and is better otherwise. */
export interface Advice {
    readonly rule: RuleId;
    readonly lack: string;
    readonly remedy: string;
    readonly url: string;
}

/** Advice that counts where something holds. */
export function adviceIf(holds: boolean, advice: Advice): readonly Advice[] {
    return holds ? [advice] : [];
}

/** What advice is given on. */
export interface Subject {
    readonly analysis: Analysis;
    readonly facts: MappingFacts;
    /** Absent: there is nothing to deliver to, or no role is known. */
    readonly delivery?: DeliveryCase;
    readonly settings: Settings;
}
