//! Rules for templates, and for the fields that fill their slots.

super::define_rules! {
    Hard:

    UNBALANCED_BRACES = Error "unbalanced-braces"
        "Every brace of a template belongs to a slot or is doubled."
        "A single brace is nearly always a slot that was not closed. Without this rule clients would see it.";
    BAD_SLOT = Error "bad-slot"
        "A slot contains a name."
        "Slots are filled with fields, whose names are in snake_case. Anything else between braces cannot be filled.";
    UNKNOWN_SLOT = Error "unknown-slot"
        "A slot names a field of the error or a built-in value."
        "A slot without a value would be sent to clients as `{name}`, or fail while a response is being written.";
    INTERNAL_IN_PUBLIC = Error "internal-in-public"
        "An internal field is not used in a template that clients see."
        "Internal fields hold queries, paths and identifiers for the logs. In a response they would leak.";
    SLOT_MAY_BE_ABSENT = Error "slot-may-be-absent"
        "A required member has a value in every response."
        "Clients rely on a member without `?`. A single error that lacks its value would break them.";
    SLOT_TYPE = Error "slot-type"
        "A field that fills a slot has a type that fits the slot."
        "A list or an object has no form inside a text, and a built-in slot such as `retry_after` is read as a number \
         of seconds.";
    BAD_MESSAGE = Error "bad-message"
        "A message contains only what the specification of its preset allows."
        "A client that follows the specification may reject a response with any other character.";
    DUPLICATE_MEMBER = Error "duplicate-member"
        "An object contains each member once."
        "JSON parsers disagree about an object with a repeated member: some keep the first, some the last, some fail.";
    UNUSED_FIELD = Error "unused-field"
        "Every public field is used."
        "Callers would have to supply a value that no client ever receives.";
    UNKNOWN_FIELD = Error "unknown-field"
        "A reference names a field of the error, and a public field if clients see its value."
        "A mistyped field has no value. An internal field is for the logs only.";
    BAD_EXAMPLE = Error "bad-example"
        "An example value has the type of its field."
        "Examples become documented responses and Rust code. A value of another type would not compile.";
}
