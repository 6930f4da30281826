//! Rules for templates, and for the fields that fill their slots.

super::define_rules! {
    Hard:

    UNBALANCED_BRACES = Error "unbalanced-braces"
        "Every brace in a template belongs to a slot or is doubled."
        "A single brace is almost always part of a slot that was not closed. Without this rule, clients would see the \
         brace.";
    BAD_SLOT = Error "bad-slot"
        "A slot contains a name in snake_case."
        "Slots are filled with the values of fields, whose names are in snake_case. Any other text between braces \
         cannot \
         be replaced with a value.";
    UNKNOWN_SLOT = Error "unknown-slot"
        "A slot names a field of the error or a built-in value."
        "A slot without a value would appear as `{name}` in responses, or would fail while a response is written.";
    INTERNAL_IN_PUBLIC = Error "internal-in-public"
        "An internal field is not used in a template that clients see."
        "Internal fields contain queries, paths and identifiers for the logs. A response would leak these values.";
    SLOT_MAY_BE_ABSENT = Error "slot-may-be-absent"
        "A slot in a message or in a required member always has a value."
        "Clients rely on members whose keys have no `?`. A single error without a value for a required member would \
         break these clients.";
    SLOT_TYPE = Error "slot-type"
        "A field that fills a slot has a type that fits the slot."
        "A list or an object cannot be written inside a text. A field that fills the built-in slot `retry_after` must \
         be a number of seconds.";
    BAD_MESSAGE = Error "bad-message"
        "A message contains only characters that the specification of the preset allows."
        "A client that follows the specification may reject a response that contains other characters.";
    DUPLICATE_MEMBER = Error "duplicate-member"
        "An object contains each member only once."
        "JSON parsers disagree about an object with a repeated member: some keep the first \
         member, some keep the last member, and some fail.";
    UNUSED_FIELD = Error "unused-field"
        "Every public field is used in a template."
        "Callers would have to supply a value that no client ever receives.";
    UNKNOWN_FIELD = Error "unknown-field"
        "A reference to a field names an existing field, which is public if clients see its value."
        "A mistyped name does not refer to a value. The value of an internal field is only for logs.";
    BAD_EXAMPLE = Error "bad-example"
        "An example value has the type of its field."
        "Examples become documented responses and Rust code. A value of a different type would not compile.";
}
