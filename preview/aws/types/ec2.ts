import type { TypeRows } from "../row";
import type { Prediction } from "../scope";
import { always, madeUp, same, text } from "../scope";

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
export const EC2: TypeRows = {
    "aws:ec2/vpc:Vpc": {
        defaults: { enableDnsSupport: true, instanceTenancy: "default" },
        id: madeUp("hex17", "vpc-"),
        outputs: {
            arn: arnOf("vpc"),
            assignGeneratedIpv6CidrBlock: always(false),
            defaultNetworkAclId: madeUp("hex17", "acl-"),
            defaultRouteTableId: madeUp("hex17", "rtb-"),
            defaultSecurityGroupId: madeUp("hex17", "sg-"),
            enableDnsHostnames: always(false),
            enableNetworkAddressUsageMetrics: always(false),
            ipv6AssociationId: always(""),
            ipv6CidrBlock: always(""),
            ipv6CidrBlockNetworkBorderGroup: always(""),
            mainRouteTableId: same("defaultRouteTableId"),
            ownerId: text("{account}"),
        },
        replaces: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"],
    },
    "aws:ec2/subnet:Subnet": {
        defaults: {
            assignIpv6AddressOnCreation: false,
            enableDns64: false,
            enableResourceNameDnsARecordOnLaunch: false,
            enableResourceNameDnsAaaaRecordOnLaunch: false,
            ipv6Native: false,
            mapPublicIpOnLaunch: false,
        },
        id: madeUp("hex17", "subnet-"),
        outputs: {
            arn: arnOf("subnet"),
            ipv6CidrBlockAssociationId: always(""),
            ownerId: text("{account}"),
            privateDnsHostnameTypeOnLaunch: always("ip-name"),
        },
        replaces: [
            "availabilityZone",
            "availabilityZoneId",
            "cidrBlock",
            "ipv6Native",
            "outpostArn",
            "region",
            "vpcId",
        ],
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        defaults: { vpcEndpointType: "Gateway" },
        id: madeUp("hex17", "vpce-"),
        outputs: {
            arn: arnOf("vpc-endpoint"),
            ownerId: text("{account}"),
            privateDnsEnabled: always(false),
            requesterManaged: always(false),
            routeTableIds: always([]),
            state: always("available"),
            subnetIds: always([]),
        },
        replaces: [
            "region",
            "resourceConfigurationArn",
            "serviceName",
            "serviceNetworkArn",
            "serviceRegion",
            "vpcEndpointType",
            "vpcId",
        ],
        sets: ["routeTableIds", "securityGroupIds", "subnetIds"],
    },
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": {
        id: same("vpcEndpointId"),
        replaces: ["region", "vpcEndpointId"],
    },
    "aws:ec2/internetGateway:InternetGateway": {
        id: madeUp("hex17", "igw-"),
        outputs: { arn: arnOf("internet-gateway"), ownerId: text("{account}") },
        replaces: ["region"],
    },
    "aws:ec2/natGateway:NatGateway": {
        defaults: { connectivityType: "public" },
        id: madeUp("hex17", "nat-"),
        outputs: { networkInterfaceId: madeUp("hex17", "eni-") },
        replaces: ["allocationId", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
    },
    "aws:ec2/eip:Eip": {
        id: same("allocationId"),
        outputs: {
            allocationId: madeUp("hex17", "eipalloc-"),
            arn: text("arn:{partition}:ec2:{region}:{account}:elastic-ip/{allocationId}"),
            domain: always("vpc"),
        },
        replaces: ["address", "customerOwnedIpv4Pool", "domain", "ipamPoolId", "region"],
    },
    "aws:ec2/routeTable:RouteTable": {
        id: madeUp("hex17", "rtb-"),
        outputs: {
            arn: arnOf("route-table"),
            ownerId: text("{account}"),
            propagatingVgws: always([]),
            routes: always([]),
        },
        replaces: ["region", "vpcId"],
        sets: ["propagatingVgws", "routes"],
    },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": {
        id: madeUp("hex17", "rtbassoc-"),
        replaces: ["gatewayId", "region", "subnetId"],
    },
    "aws:ec2/route:Route": {
        id: madeUp("hex17", "r-"),
        outputs: { origin: always("CreateRoute"), state: always("active") },
        replaces: [
            "destinationCidrBlock",
            "destinationIpv6CidrBlock",
            "destinationPrefixListId",
            "region",
            "routeTableId",
        ],
    },
};

function arnOf(kind: string): Prediction {
    return text(`arn:{partition}:ec2:{region}:{account}:${kind}/{id}`);
}
