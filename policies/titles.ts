/** A resource as a reader finds it in the program: `aws.iam.RolePolicy "send"`. */
export function titleOf(subject: { readonly urn: string; readonly name: string }): string {
    const type = subject.urn.split("::")[2]?.split("$").at(-1) ?? "";
    return `${typeName(type)} "${subject.name}"`;
}

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
