/** A whole number that a setting takes. */
export interface Range {
    readonly from: number;
    readonly to: number;
    readonly unit: string;
    /** Values beside the range: -1 stands for no limit. */
    readonly special: readonly number[];
}

/**
 * The numbers that the Lambda API takes.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export const RANGES = {
    batchSize: { from: 1, to: 10_000, unit: "records", special: [] },
    maximumBatchingWindowInSeconds: { from: 0, to: 300, unit: "seconds", special: [] },
    maximumRetryAttempts: { from: 0, to: 10_000, unit: "retries", special: [-1] },
    // "-1" is infinity; "values below 60 seconds are not allowed".
    maximumRecordAgeInSeconds: { from: 60, to: 604_800, unit: "seconds", special: [-1] },
    minimumPollers: { from: 1, to: 200, unit: "pollers", special: [] },
    maximumPollers: { from: 1, to: 2000, unit: "pollers", special: [] },
} as const satisfies Readonly<Record<string, Range>>;

/** Whether a number is one that the setting takes. */
export function isWithin({ from, to, special }: Range, value: number): boolean {
    return Number.isInteger(value) && ((value >= from && value <= to) || special.includes(value));
}

/** How many brokers a mapping may name. */
export const BROKERS_AT_MOST = 10;

/** "SelfManagedEventSource.Endpoints": host and port, at most 300 characters, no space. */
export function isBroker(text: string): boolean {
    if (text.length > 300) return false;
    const port = Number(BROKER.exec(text)?.at(-1) ?? 0);
    return port >= 1 && port <= 65_535;
}

const BROKER =
    /^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]):(\d{1,5})$/;

/** "ConsumerGroupId": 1 to 200 characters. */
const GROUP_LENGTH = 200;
const GROUP_ALPHABET = String.raw` a-zA-Z0-9\-/*:_+=.@`;

/** The names of consumer groups: a pattern, and the same in words. */
export const CONSUMER_GROUP = {
    length: GROUP_LENGTH,
    pattern: new RegExp(`^[${GROUP_ALPHABET}]{1,${GROUP_LENGTH}}$`),
    /** What no name may hold, wherever it stands. */
    stranger: new RegExp(`[^${GROUP_ALPHABET}]`, "g"),
    words: `1 to ${GROUP_LENGTH} letters, digits, spaces and -/*:_+=.@`,
} as const;

/** The moment of an RFC 3339 time, in milliseconds since 1970; `undefined` for other texts. */
export function momentOf(text: string): number | undefined {
    const time = RFC_3339.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
