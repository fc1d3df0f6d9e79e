import { remembered } from "./iam/remembered";

/** A resource as a reader finds it in the program: `aws.iam.RolePolicy "send"`. */
export function titleOf({ type, name }: { readonly type: string; readonly name: string }): string {
    return `${remembered(typeNames, type, () => typeName(type))} "${name}"`;
}

const typeNames = new Map<string, string>();

/** A type token as programs write it: `aws:iam/rolePolicy:RolePolicy` is `aws.iam.RolePolicy`. */
export function typeName(token: string): string {
    const [pkg, module, member] = token.split(":");
    if (pkg === undefined || module === undefined || member === undefined) return token;
    const [folder = "index"] = module.split("/");
    const plain = folder === "index" || folder === pkg;
    return plain ? `${pkg}.${member}` : `${pkg}.${folder}.${member}`;
}

/** A title inside a sentence: `role "orders"`. */
export function lower(title: string): string {
    return title.replace(/^(Role|Key|Function) /, (word) => word.toLowerCase());
}
