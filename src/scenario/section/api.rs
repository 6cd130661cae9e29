//! The API in front.

use super::AuthorizerFunction;
use crate::fields::choice::choice;
use crate::fields::read::section;
use crate::fields::{Choice, Spec};
use crate::quantity::Figure;

/// Where AWS states the payload limit of 10 MB.
const QUOTAS: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html";
/// Where AWS states what each kind of API has.
const KINDS: &str =
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html";
/// Where AWS's support answers that refused requests are not charged.
const NOT_BILLED: &str = "https://repost.aws/questions/QUY2x146iORPmsJHpff8u0eA/will-i-get-charged-for-these-invalid-api-key-quota-exceeded-or-throttled-request-errors";

section! {
    /// An API Gateway API.
    pub struct Api as "api" {
        /// The kind of API.
        pub kind: ApiKind = Spec::choice(ApiKind::CHOICES).label("Kind").always().example("http")
            .help("HTTP APIs are cheaper; REST APIs have caching, API keys and request validation; WebSocket APIs keep connections open.")
            .source(KINDS),
        /// Who checks the caller.
        pub authorizer: Authorizer = Spec::choice(Authorizer::CHOICES).label("Authorizer").or("none")
            .help("Who checks the caller. API Gateway itself charges nothing for it. JWT is for HTTP APIs, Cognito for REST APIs; a WebSocket API checks when a client connects.")
            .source(KINDS),
        /// The function of a Lambda authorizer.
        pub authorizer_function: Option<AuthorizerFunction> = Spec::section(AuthorizerFunction::SPEC)
            .label("Authorizer function").fine()
            .help("The function that a Lambda authorizer runs."),
        /// Where it can be reached.
        pub endpoint: Endpoint = Spec::choice(Endpoint::CHOICES).label("Endpoint").or("regional").fine()
            .help("Where clients reach the API. Edge-optimised and private endpoints are for REST APIs.")
            .source(KINDS),
        /// The mean size of a request.
        pub request_kb: Option<Figure> = Spec::decimal("0", "10240").unit("KB").label("Request size").example("1")
            .optional()
            .help("The mean size of a request. HTTP APIs are metered in steps of 512 KB.")
            .source(QUOTAS),
        /// The mean size of a response.
        pub response_kb: Option<Figure> = Spec::decimal("0", "204800").unit("KB").label("Response size").example("4")
            .optional()
            .help("The mean size of a response, which is billed as data transfer out. Only a REST API can stream more than 10,240 KB.")
            .source(QUOTAS),
        /// The share of arriving requests that are throttled.
        pub throttled_rate: Figure = Spec::decimal("0", "1").label("Throttled").or("0").fine()
            .help("The share of arriving requests that are throttled. They are not billed and reach no function.")
            .source(NOT_BILLED),
        /// The share of arriving requests that are not authorised.
        pub unauthorized_rate: Figure = Spec::decimal("0", "1").label("Unauthorised").or("0").fine()
            .help("The share of arriving requests that the authorizer refuses. They are not billed and reach no function; a Lambda authorizer runs for them too.")
            .source(NOT_BILLED),
        /// What the API adds to the time of a request.
        pub gateway_ms: Option<Figure> = Spec::decimal("0", "10000").unit("ms").label("Gateway's own time").optional().fine()
            .help("What the API itself adds to the time of a request, on average. Left out, AWS's own figure for the kind of API is used."),
        /// How long a request may take on average.
        pub latency_target_ms: Option<Figure> = Spec::decimal("1", "900000").unit("ms").label("Target time").optional().fine()
            .help("How long a request should take on average. The time of each route is compared with it."),
        /// The size of the cache of a REST API.
        pub cache_gb: Option<CacheSize> = Spec::choice(CacheSize::CHOICES).unit("GB").label("Cache").optional().fine()
            .help("The size of a REST API's cache, billed by the hour.")
            .source("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html"),
        /// The share of requests that the cache answers.
        pub cache_hit_rate: Figure = Spec::decimal("0", "1").label("Cache hits").or("0").fine()
            .help("The share of requests that the cache answers. They are billed as requests and reach no function."),
        /// What a request writes to the access log.
        pub access_log_kb: Option<Figure> = Spec::decimal("0", "262144").unit("KB").label("Access log").optional().fine()
            .help("What a request writes to the access log.")
            .source("https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"),
        /// What a request writes to the execution log.
        pub execution_log_kb: Option<Figure> = Spec::decimal("0", "262144").unit("KB").label("Execution log").optional().fine()
            .help("What a request writes to the execution log, which REST and WebSocket APIs have.")
            .source("https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"),
        /// The mean size of a WebSocket message.
        pub message_kb: Option<Figure> = Spec::decimal("0", "128").unit("KB").label("Message size").optional().fine()
            .help("The mean size of a WebSocket message, either way. Metered in steps of 32 KB.")
            .source(QUOTAS),
        /// Messages that go out for each that comes in.
        pub messages_per_request: Figure = Spec::decimal("0", "1000000").label("Messages out").or("0").fine()
            .help("How many messages a WebSocket API sends to clients for each message that a client sends."),
        /// WebSocket connections made in a month.
        pub connections_per_month: Option<Figure> = Spec::decimal("0", "1000000000000000").unit("connections a month")
            .label("Connections").optional().fine()
            .help("How many WebSocket connections are made in a month."),
        /// How long a connection stays open.
        pub connection_minutes: Option<Figure> = Spec::decimal("0", "120").unit("minutes").label("Connection length")
            .optional().fine()
            .help("How long a WebSocket connection stays open on average, at most two hours.")
            .source(QUOTAS),
        /// Minutes that all connections of a month are open, instead of the two above.
        pub connection_minutes_per_month: Option<Figure> = Spec::decimal("0", "1000000000000000")
            .unit("connection-minutes a month").label("Connection minutes").optional().fine()
            .help("The open minutes of all connections of a month, added up. Give this instead of the number and length of connections."),
    }
}

/// The largest response that is not streamed, in KB. Each further step of this size of a streamed
/// response is billed as another request.
pub const BUFFERED_KB: u32 = 10_240;

choice! {
    /// The kind of API.
    pub enum ApiKind {
        /// An HTTP API.
        Http = "http" "HTTP API",
        /// A REST API.
        Rest = "rest" "REST API",
        /// A WebSocket API.
        Websocket = "websocket" "WebSocket API",
    }
}

choice! {
    /// Who checks the caller.
    pub enum Authorizer {
        /// Nobody.
        None = "none" "None",
        /// IAM, by the request's signature.
        Iam = "iam" "IAM",
        /// API Gateway, by a JSON web token.
        Jwt = "jwt" "JWT",
        /// A function.
        Lambda = "lambda" "Lambda function",
        /// API Gateway, by a Cognito user pool.
        Cognito = "cognito" "Cognito user pool",
    }
}

choice! {
    /// Where an API can be reached.
    pub enum Endpoint {
        /// In its region, from the internet.
        Regional = "regional" "Regional",
        /// At the edges of AWS's network, from the internet.
        Edge = "edge" "Edge-optimised",
        /// Only from within virtual private clouds.
        Private = "private" "Private",
    }
}

choice! {
    /// The size of a REST API's cache in GB.
    pub enum CacheSize {
        /// 0.5 GB.
        Gb0p5 = "0.5" "0.5 GB",
        /// 1.6 GB.
        Gb1p6 = "1.6" "1.6 GB",
        /// 6.1 GB.
        Gb6p1 = "6.1" "6.1 GB",
        /// 13.5 GB.
        Gb13p5 = "13.5" "13.5 GB",
        /// 28.4 GB.
        Gb28p4 = "28.4" "28.4 GB",
        /// 58.2 GB.
        Gb58p2 = "58.2" "58.2 GB",
        /// 118 GB.
        Gb118 = "118" "118 GB",
        /// 237 GB.
        Gb237 = "237" "237 GB",
    }
}
