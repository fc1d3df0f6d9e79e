export { isMadeUp } from "./madeUp";
export { awsModel } from "./model";
export { placeOf } from "./place";
export { knownTypes } from "./table";
