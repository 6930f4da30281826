//! The encoder: a parser of JSON reads the values that were written, and a client reads the error that was sent.

use std::time::Duration;

use arbitrary::{Arbitrary, Result, Unstructured};
use error_catalog::{CatalogError, Context, Json, Received, Timestamp, Uuid, Violations};
use error_catalog_wire::{Args, Op, Program, Slice, Slot, ToValue, Value};
use serde_json::Value as Parsed;

use crate::apis::each_preset;
use crate::catalog::parse_json;
use crate::response::{check_header_value, check_response};

/// Writes values that are made from the input. Returns whether the input is long enough for all of them.
pub fn check(input: &[u8]) -> bool {
    let mut source = Unstructured::new(input);
    check_values(&mut source).and_then(|()| check_program(&mut source)).and_then(|()| check_errors(&mut source)).is_ok()
}

/// The most levels of a value. A few of the encoder's levels are then left for the value that contains it.
const DEPTH: usize = 90;

/// Returns a value for the encoder, and the value that a parser reads.
fn value(source: &mut Unstructured<'_>, depth: usize) -> Result<(Json, Parsed)> {
    Ok(match source.int_in_range(0..=if depth < DEPTH { 9 } else { 6 })? {
        0 => (Json::Null, Parsed::Null),
        1 => pair::<bool>(source, Json::Bool)?,
        2 => pair(source, Json::Unsigned)?,
        3 => pair(source, |number: i64| Json::from(number))?,
        4 => pair(source, Json::Float)?,
        5 | 6 => pair(source, Json::String)?,
        7 | 8 => {
            let elements = (0..source.int_in_range(0..=4)?).map(|_| value(source, depth + 1));
            let (elements, parsed) = elements.collect::<Result<Vec<_>>>()?.into_iter().unzip();
            (Json::List(elements), Parsed::Array(parsed))
        }
        _ => {
            let (mut members, mut parsed) = (Vec::new(), serde_json::Map::new());
            for _ in 0..source.int_in_range(0..=4)? {
                let name = String::arbitrary(source)?;
                let (member, parsed_member) = value(source, depth + 1)?;
                members.push((name.clone(), member));
                parsed.insert(name, parsed_member);
            }
            (Json::Object(members), Parsed::Object(parsed))
        }
    })
}

fn pair<'a, T>(source: &mut Unstructured<'a>, make: impl Fn(T) -> Json) -> Result<(Json, Parsed)>
where
    T: Arbitrary<'a> + Clone + Into<Parsed>,
{
    let plain = T::arbitrary(source)?;
    Ok((make(plain.clone()), plain.into()))
}

fn check_values(source: &mut Unstructured<'_>) -> Result<()> {
    let (json, expected) = value(source, 0)?;
    assert_eq!(parse_json(&json.to_string()), expected);
    if let Ok(id) = String::arbitrary(source)?.parse::<Uuid>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    if let Ok(time) = String::arbitrary(source)?.parse::<Timestamp>() {
        assert_eq!(time.to_string().parse(), Ok(time));
    }
    Ok(())
}

/// Runs a program that writes an object with a member for each field, and arbitrary programs.
fn check_program(source: &mut Unstructured<'_>) -> Result<()> {
    let fields: Vec<Option<(Json, Parsed)>> = (0..source.int_in_range(0..=6)?)
        .map(|_| Ok(if bool::arbitrary(source)? { Some(value(source, 1)?) } else { None }))
        .collect::<Result<_>>()?;
    let text = "{\"abcdef\":}";
    let slice = |start, len| Slice { start, len };
    let mut ops = vec![Op::Literal(slice(0, 1))];
    let mut expected = serde_json::Map::new();
    for (index, field) in fields.iter().enumerate() {
        let slot = Slot::Field(index as u8);
        let key = slice(2 + index as u32, 1);
        ops.extend([Op::SkipIfAbsent(slot, 4), Op::Comma, Op::Literal(slice(1, 1)), Op::Literal(key)]);
        ops.push(Op::Json(slice(8, 2), slot));
        if let Some((_, parsed)) = field {
            expected.insert(text[2 + index..3 + index].to_owned(), parsed.clone());
        }
    }
    ops.push(Op::Literal(slice(10, 1)));
    let values: Vec<Value<'_>> =
        fields.iter().map(|field| field.as_ref().map_or(Value::Absent, |(json, _)| json.to_value())).collect();
    let id = String::arbitrary(source)?;
    let context = Context::new().request_id(&id);
    let args = Args::new(&values, &context);
    let mut body = String::new();
    assert!(Program { text, ops: &Program::assemble(&ops) }.write_json(&args, &mut body).is_ok());
    assert_eq!(parse_json(&body), Parsed::Object(expected), "{body}");
    let (text, ops) = (String::arbitrary(source)?, Vec::<u8>::arbitrary(source)?);
    let program = Program { text: &text, ops: &ops };
    let (mut body, mut message, mut header) = (String::new(), String::new(), String::new());
    assert!(program.write_json(&args, &mut body).is_ok() && program.write_text(&args, &mut message).is_ok());
    if program.write_header(&args, &mut header) == Ok(true) {
        check_header_value(&header);
    } else {
        assert_eq!(header, "", "an incomplete header is not written");
    }
    Ok(())
}

/// Sends the errors of every preset, and reads them again.
fn check_errors(source: &mut Unstructured<'_>) -> Result<()> {
    let id = Option::<String>::arbitrary(source)?;
    let (debug, _) = value(source, 0)?;
    let mut context = Context::new().debug(&debug);
    if let Some(id) = &id {
        context = context.request_id(id).instance(id);
    }
    let (first, second, third) = (String::arbitrary(source)?, String::arbitrary(source)?, String::arbitrary(source)?);
    let words = Vec::<String>::arbitrary(source)?;
    let (large, below, ratio) = (u64::arbitrary(source)?, i64::arbitrary(source)?, f64::arbitrary(source)?);
    // A client cannot distinguish `null`, which a number that is not finite becomes, from an absent value.
    let extra = Some(value(source, 0)?).filter(|(_, parsed)| !parsed.is_null()).map(|(extra, _)| extra);
    let at = Timestamp::from_unix(below, large as u32);
    let wait = Option::<u32>::arbitrary(source)?.map(|seconds| Duration::from_secs(seconds.into()));
    let mut violations = Violations::new();
    for _ in 0..source.int_in_range(0..=4)? {
        let code = Option::<String>::arbitrary(source)?;
        violations.push(&String::arbitrary(source)?, code.as_deref(), String::arbitrary(source)?);
    }
    each_preset!(Error => {
        check_error(&Error::user_not_found(first.as_str()), &context);
        check_error(&Error::plain(), &context);
        check_error(&Error::numbers(large as u8, below as u32, large, below, large % 2 == 0, ratio), &context);
        check_error(&Error::texts(first.as_str(), second.as_str(), third.as_str(), id.clone()), &context);
        check_error(&Error::invalid(violations.clone()), &context);
        check_error(&Error::slow_down(wait, large), &context);
        check_error(&Error::vague(Some(below as u32), id.clone()), &context);
        let sizes = vec![below as u32; words.len()];
        let uuid = Uuid::from_bytes(u128::from(large).to_be_bytes());
        check_error(&Error::values(uuid, at, words.clone(), sizes, wait, extra.clone()), &context);
    });
    Ok(())
}

/// Checks that the response is valid, that a client finds the code and the message, and that the error that the client
/// reads is the same response again.
fn check_error<E: CatalogError>(error: &E, context: &Context<'_>) {
    let response = error.to_response(context);
    let headers = || response.headers.iter().map(|(name, value)| (*name, value.as_str()));
    check_response(response.status, headers(), &response.body);
    let received = Received::<E>::parse(response.status, headers(), response.body.as_bytes());
    assert_eq!(received.code(), Some(error.code()), "{response}");
    assert_eq!(received.message(), Some(error.to_string().as_str()), "{response}");
    if let Some(read) = received.error() {
        assert_eq!(read.to_response(context), response, "{read:?}\n{error:?}");
    }
}
