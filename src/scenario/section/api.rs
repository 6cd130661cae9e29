//! The API in front.

use crate::quantity::Figure;
use crate::scenario::choice::choice;
use crate::scenario::read::section;
use crate::scenario::{Choice, Spec};

/// Where AWS states the payload limit of 10 MB.
const QUOTAS: &str = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html";

section! {
    /// An API Gateway API.
    pub struct Api as "api" {
        /// The kind of API.
        pub kind: ApiKind = Spec::choice(ApiKind::CHOICES).label("Kind").always().example("http")
            .help("HTTP APIs are cheaper; REST APIs have caching, API keys and request validation.")
            .source("https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html"),
        /// Who checks the caller.
        pub authorizer: Authorizer = Spec::choice(Authorizer::CHOICES).label("Authorizer").or("none")
            .help("Who checks the caller. API Gateway itself charges nothing for it."),
        /// The mean size of a request.
        pub request_kb: Option<Figure> = Spec::decimal("0", "10240").unit("KB").label("Request size").example("1")
            .optional()
            .help("The mean size of a request. HTTP APIs are metered in steps of 512 KB.")
            .source(QUOTAS),
        /// The mean size of a response.
        pub response_kb: Option<Figure> = Spec::decimal("0", "10240").unit("KB").label("Response size").example("4")
            .optional()
            .help("The mean size of a response; it leaves AWS as data transfer out.")
            .source(QUOTAS),
    }
}

choice! {
    /// The kind of API.
    pub enum ApiKind {
        /// An HTTP API.
        Http = "http" "HTTP API",
        /// A REST API.
        Rest = "rest" "REST API",
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
    }
}
