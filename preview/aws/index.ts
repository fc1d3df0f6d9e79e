export { isMadeUp } from "./madeUp";
export { awsModel } from "./model";
export { partitionOf, placeOf } from "./place";
export { knownTypes } from "./table";
