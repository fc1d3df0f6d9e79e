export { isMadeUp } from "./madeUp";
export { awsModel } from "./model";
