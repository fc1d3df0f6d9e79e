import type { TypeRows } from "../row";
import { same, text } from "../scope";

/** Image repositories. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html */
export const ECR: TypeRows = {
    "aws:ecr/repository:Repository": {
        defaults: { imageTagMutability: "MUTABLE" },
        id: same("name"),
        outputs: {
            arn: text("arn:{partition}:ecr:{region}:{account}:repository/{name}"),
            registryId: text("{account}"),
            repositoryUrl: text("{account}.dkr.ecr.{region}.{dnsSuffix}/{name}"),
        },
        replaces: ["encryptionConfigurations", "name", "region"],
    },
};
