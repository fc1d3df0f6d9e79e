import type { TypeRow, TypeRows } from "../row";
import { always, madeUp, same, text } from "../scope";

/** A rule of the newer kind, one source each. */
const SINGLE_RULE: TypeRow = {
    id: same("securityGroupRuleId"),
    outputs: {
        arn: text(
            "arn:{partition}:ec2:{region}:{account}:security-group-rule/{securityGroupRuleId}",
        ),
        securityGroupRuleId: madeUp("hex17", "sgr-"),
    },
    replaces: ["region", "securityGroupId"],
};

/** Security groups and their rules, of the older and the newer kind. */
export const SECURITY_GROUP: TypeRows = {
    "aws:ec2/securityGroup:SecurityGroup": {
        autoname: { property: "name", unless: "namePrefix" },
        defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
        id: madeUp("hex17", "sg-"),
        outputs: {
            arn: text("arn:{partition}:ec2:{region}:{account}:security-group/{id}"),
            // The provider takes away the rule that lets everything out.
            egress: always([]),
            ingress: always([]),
            namePrefix: always(""),
            ownerId: text("{account}"),
        },
        replaces: ["description", "name", "namePrefix", "region", "vpcId"],
        sets: ["egress", "ingress"],
    },
    "aws:ec2/securityGroupRule:SecurityGroupRule": {
        defaults: { self: false },
        id: madeUp("hex17", "sgrule-"),
        outputs: { securityGroupRuleId: madeUp("hex17", "sgr-") },
        replaces: [
            "cidrBlocks",
            "fromPort",
            "ipv6CidrBlocks",
            "prefixListIds",
            "protocol",
            "region",
            "securityGroupId",
            "self",
            "sourceSecurityGroupId",
            "toPort",
            "type",
        ],
    },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": SINGLE_RULE,
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": SINGLE_RULE,
};
