//! The search in the documents of a space.
//!
//! A query consists of words, of phrases in quotes, and of filters such as `path:guides`. A `-` excludes what follows.

use std::borrow::Cow;

use axum::Json;
use axum::extract::{Path, RawQuery, State};

use crate::auth::Caller;
use crate::error::ApiError;
use crate::members::Role;
use crate::trace::{Result, ResultExt};
use crate::types::DocPath;
use crate::{Shared, spaces};

const MAX_TERMS: usize = 8;

/// A condition for documents.
enum Term {
    Text(String),
    Path(DocPath),
    Not(Box<Term>),
}

impl Term {
    fn matches(&self, path: &DocPath, text: &str) -> bool {
        match self {
            Self::Text(wanted) => text.to_lowercase().contains(wanted),
            Self::Path(parent) => path == parent || path.parent().as_ref() == Some(parent),
            Self::Not(term) => !term.matches(path, text),
        }
    }
}

/// The rest of a query, and where the rest begins.
struct Parser<'a> {
    query: &'a str,
    position: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.query.get(self.position..).unwrap_or_default()
    }

    fn fail(&self, problem: impl Into<Cow<'static, str>>) -> ApiError {
        ApiError::InvalidQuery { position: u32::try_from(self.position).unwrap_or(u32::MAX), problem: problem.into() }
    }

    fn skip_spaces(&mut self) {
        self.position += self.rest().len() - self.rest().trim_start().len();
    }

    /// All terms of the query.
    fn parse(mut self) -> Result<Vec<Term>, ApiError> {
        let mut terms = Vec::new();
        self.skip_spaces();
        while !self.rest().is_empty() {
            if terms.len() == MAX_TERMS {
                return Err(self.fail(format!("more than {MAX_TERMS} terms")));
            }
            terms.push(self.parse_term()?);
            self.skip_spaces();
        }
        if terms.is_empty() { Err(self.fail("a query has at least one term")) } else { Ok(terms) }
    }

    fn parse_term(&mut self) -> Result<Term, ApiError> {
        if self.rest().starts_with('-') {
            self.position += 1;
            if self.rest().starts_with('-') {
                return Err(self.fail("`-` occurs twice"));
            }
            return Ok(Term::Not(Box::new(self.parse_term()?)));
        }
        if self.rest().starts_with('"') {
            return self.parse_phrase().map(Term::Text);
        }
        let word = self.rest().split_whitespace().next().unwrap_or_default();
        let term = match word.split_once(':') {
            None if word.is_empty() => return Err(self.fail("a term is empty")),
            None => Term::Text(word.to_lowercase()),
            Some(("path", path)) => Term::Path(path.parse()?),
            Some((name, _)) => return Err(self.fail(format!("there is no filter `{name}`"))),
        };
        self.position += word.len();
        Ok(term)
    }

    fn parse_phrase(&mut self) -> Result<String, ApiError> {
        let (phrase, _) = self.rest()[1..].split_once('"').ok_or_else(|| self.fail("a quote has no end"))?;
        if phrase.trim().is_empty() {
            return Err(self.fail("a phrase is empty"));
        }
        self.position += phrase.len() + 2;
        Ok(phrase.to_lowercase())
    }
}

/// Decodes `+` and `%20` in a query string.
fn decode(text: &str) -> Result<String, ApiError> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        index += 1;
        match byte {
            b'+' => decoded.push(b' '),
            b'%' => {
                let digits = text.get(index..index + 2);
                let digits = digits.ok_or_else(|| ApiError::BadRequest("`%` needs two digits".to_owned()))?;
                let byte = u8::from_str_radix(digits, 16);
                decoded.push(byte.map_err(|_| ApiError::BadRequest(format!("`%{digits}` has other digits")))?);
                index += 2;
            }
            byte => decoded.push(*byte),
        }
    }
    String::from_utf8(decoded).map_err(|error| ApiError::BadRequest(format!("the query is not UTF-8: {error}")))
}

pub(crate) async fn search(
    State(app): State<Shared>,
    Caller(caller): Caller,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<DocPath>>> {
    let space = spaces::find_as(&app, &slug, &caller, Role::Reader).await.trace()?;
    let query = query.ok_or_else(|| ApiError::MissingFields { fields: vec!["q"] })?;
    let query = query.strip_prefix("q=").ok_or_else(|| ApiError::MissingFields { fields: vec!["q"] })?;
    let terms = Parser { query: &decode(query)?, position: 0 }.parse().trace()?;
    let rows = app.db.documents.filter(|(slug, _), _| *slug == space.slug).await?;
    let is_match = |path: &DocPath, texts: &[String]| {
        texts.last().is_some_and(|text| terms.iter().all(|term| term.matches(path, text)))
    };
    Ok(Json(
        rows.into_iter().filter(|((_, path), row)| is_match(path, &row.texts)).map(|((_, path), _)| path).collect(),
    ))
}
