export { isMadeUp } from "./madeUp";
export type { AwsModelOptions } from "./model";
export { awsModel } from "./model";
export type { PlaceOptions } from "./place";
export { partitionOf, PLACEHOLDER_ACCOUNT, placeOf } from "./place";
export { SDK_VERSION } from "./schema";
export { knownTypes } from "./table";
