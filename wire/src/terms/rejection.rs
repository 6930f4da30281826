//! The causes of rejections.

terms! {
    /// The part of a request that caused a framework to reject the request.
    #[derive(PartialOrd, Ord)]
    RejectionCause {
        /// The body is not the JSON that the handler expects.
        Json = "json",
        /// The query of the URL does not have the parameters that the handler expects.
        Query = "query",
        /// A parameter in the path of the URL does not have the type that the handler expects.
        Path = "path",
        /// The body is not the form that the handler expects.
        Form = "form",
        /// The body cannot be read, or its bytes are not what the handler expects.
        Body = "body",
    }
}
