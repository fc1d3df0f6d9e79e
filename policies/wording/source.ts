import { enumerate, finding, type Finding } from "../findings";
import type { MappingFacts } from "../facts/gather";
import type { RoleFacts } from "../facts/roles";
import type { Text } from "../iam/unknown";
import type { Deciding } from "../iam/verdict";
import type { SourceRuling } from "../judge/source";
import type { LackGroup } from "../judge/lackGroups";
import { show } from "../values";
import { policySuffix, reasonsOf, rolePolicyProgram, statementTitle } from "./delivery";
import {
    expressionOf,
    programStatement,
    roleExpression,
    statementOf,
    type Grant,
} from "./statements";

/** The role may not do something that reading from the source needs. */
export function cannotRead(
    { node }: MappingFacts,
    role: RoleFacts,
    { first, actions, lacks }: LackGroup<SourceRuling>,
): Finding {
    const { rule, resource, when, url, on } = first;
    const grant = sourceGrant(first, actions);
    const onResource = lacks.length > 0 && lacks.every((lack) => lack.side === "resource");
    return finding(rule, node.urn, {
        lack: `${role.title} is not allowed ${enumerate(actions)} on ${show(resource)}, which it needs: ${when}.`,
        reasons: [...reasonsOf(lacks), ...vpcTrap(actions)],
        remedy: `Allow it in ${onResource ? "the policy of what is read" : "one of the role's policies"}:`,
        statement: statementOf(
            onResource ? { ...grant, resource: "*", principal: role.caller.arn } : grant,
        ),
        ...(onResource
            ? {}
            : {
                  program: rolePolicyProgram(
                      // A mapping may lack one action on several: each program needs a name of its own.
                      [
                          node.name,
                          ...(on === undefined ? [] : [on.name]),
                          policySuffix(first.action),
                      ].join("-"),
                      roleExpression(role, on),
                      programStatement(
                          grant,
                          expressionOf(grant.resource, { node: on, beside: role.node }),
                      ),
                  ),
              }),
        ...errorOf(first.action),
        url,
    });
}

/** A statement denies something that reading from the source needs. */
export function deniedToRead(
    { node }: MappingFacts,
    role: RoleFacts,
    { rule, action, resource, when, url }: SourceRuling,
    by: readonly Deciding[],
): Finding {
    return finding(rule, node.urn, {
        lack: `${role.title} is explicitly denied ${action} on ${show(resource)}, which it needs: ${when}.`,
        reasons: by.map(
            ({ policy, statement }) => `${statementTitle(statement)} of ${policy} denies it`,
        ),
        remedy: "An explicit deny overrides any allow: remove the statement, or exempt the role from it.",
        url,
    });
}

/** What AWS chooses itself, as the id of a mapping's own consumer group, can stand in a policy as a wildcard only. */
function pasted(resource: Text): string {
    if (typeof resource === "string") return resource;
    return resource.map((part) => (typeof part === "string" ? part : "*")).join("");
}

function sourceGrant({ resource, rule }: SourceRuling, actions: readonly string[]): Grant {
    // Network actions know no resource: AWS demands them on everything.
    return { actions, resource: rule === "KOF-071" ? "*" : pasted(resource) };
}

/** "AWSLambdaVPCAccessExecutionRole" is what everybody attaches, and it is not enough. */
function vpcTrap(actions: readonly string[]): readonly string[] {
    return actions.some((action) => BEYOND_VPC_ACCESS.includes(action))
        ? [
              `AWSLambdaVPCAccessExecutionRole lacks ${enumerate(BEYOND_VPC_ACCESS)}; ` +
                  "AWSLambdaMSKExecutionRole has all six network actions",
          ]
        : [];
}

const BEYOND_VPC_ACCESS: readonly string[] = ["ec2:DescribeVpcs", "ec2:DescribeSecurityGroups"];

function errorOf(action: string): { readonly awsError?: string } {
    const [service, call = ""] = action.split(":");
    if (service === "ec2") {
        return {
            awsError: `The provided execution role does not have permissions to call ${call} on EC2`,
        };
    }
    return service === "secretsmanager"
        ? { awsError: "Please ensure the role can perform secretsmanager:GetSecretValue" }
        : {};
}
