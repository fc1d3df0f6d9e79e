import type { TypeRow, TypeRows } from "../row";
import { always, madeUp, same, text } from "../scope";

/** The API tells the moment; any moment will do, as long as it is the same one each time. */
const CREATED = always("2020-01-01T00:00:00Z");

/**
 * "AROA" and its like tell what a unique id belongs to.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export const IAM: TypeRows = {
    "aws:iam/role:Role": {
        autoname: { property: "name", maxLength: 64, unless: "namePrefix" },
        defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:iam::{account}:role{path}{name}"),
            inlinePolicies: always([]),
            managedPolicyArns: always([]),
            namePrefix: always(""),
            uniqueId: madeUp("unique", "AROA"),
        },
        later: { createDate: CREATED },
        replaces: ["name", "namePrefix", "path"],
        sets: ["inlinePolicies", "managedPolicyArns"],
    },
    "aws:iam/rolePolicy:RolePolicy": inlinePolicy("role"),
    "aws:iam/userPolicy:UserPolicy": inlinePolicy("user"),
    "aws:iam/groupPolicy:GroupPolicy": inlinePolicy("group"),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachment("role"),
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": attachment("user"),
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attachment("group"),
    "aws:iam/policyAttachment:PolicyAttachment": {
        id: same("name"),
        replaces: ["name", "policyArn"],
        sets: ["groups", "roles", "users"],
    },
    "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive": {
        id: same("roleName"),
        replaces: ["roleName"],
        sets: ["policyNames"],
    },
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
        id: same("roleName"),
        replaces: ["roleName"],
        sets: ["policyArns"],
    },
    "aws:iam/policy:Policy": {
        autoname: { property: "name", unless: "namePrefix" },
        defaults: { path: "/" },
        id: same("arn"),
        outputs: {
            arn: text("arn:{partition}:iam::{account}:policy{path}{name}"),
            attachmentCount: always(0),
            namePrefix: always(""),
            policyId: madeUp("unique", "ANPA"),
        },
        replaces: ["description", "name", "namePrefix", "path"],
    },
    "aws:iam/instanceProfile:InstanceProfile": {
        autoname: { property: "name", unless: "namePrefix" },
        defaults: { path: "/" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:iam::{account}:instance-profile{path}{name}"),
            namePrefix: always(""),
            uniqueId: madeUp("unique", "AIPA"),
        },
        later: { createDate: CREATED },
        replaces: ["name", "namePrefix", "path"],
    },
    "aws:iam/user:User": {
        defaults: { forceDestroy: false, path: "/" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:iam::{account}:user{path}{name}"),
            uniqueId: madeUp("unique", "AIDA"),
        },
        replaces: [],
    },
    "aws:iam/group:Group": {
        defaults: { path: "/" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:iam::{account}:group{path}{name}"),
            uniqueId: madeUp("unique", "AGPA"),
        },
        replaces: [],
    },
    "aws:iam/serviceLinkedRole:ServiceLinkedRole": {
        id: same("arn"),
        later: { createDate: CREATED },
        replaces: ["awsServiceName", "customSuffix"],
    },
};

function inlinePolicy(owner: string): TypeRow {
    return {
        autoname: { property: "name", unless: "namePrefix" },
        id: text(`{${owner}}:{name}`),
        outputs: { namePrefix: always("") },
        replaces: [owner, "name", "namePrefix"],
    };
}

function attachment(owner: string): TypeRow {
    return {
        id: text(`{${owner}}/{policyArn}`),
        replaces: [owner, "policyArn"],
    };
}
