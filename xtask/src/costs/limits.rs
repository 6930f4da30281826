//! The committed limits: `xtask/costs.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use toml::de::{DeTable, DeValue};

use super::{Name, Unit};
use crate::Result;

const HEADER: &str = "\
# The limits of `cargo xtask costs --check`. Only `cargo xtask costs` writes this file, one line for each limit.
# A commit that raises a limit states the reason. A commit that makes something cheaper lowers the limit.
# Instructions depend on the compiler and on the processor. The limits were measured with the compiler below. With
# another release of rustc, the allowance is larger. On another platform, instructions are not compared.
";

/// What the instructions depend on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Compiler {
    pub(super) rustc: String,
    pub(super) platform: String,
}

impl Compiler {
    /// The compiler that cargo uses.
    pub(super) fn current() -> Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let version = String::from_utf8(Command::new(rustc).arg("-vV").output()?.stdout)?;
        let value = |key| version.lines().find_map(|line| line.strip_prefix(key)).unwrap_or("unknown").to_owned();
        Ok(Self { rustc: value("release: "), platform: value("host: ") })
    }
}

#[derive(Clone, Default, Debug, PartialEq)]
pub(super) struct Limits {
    pub(super) compiler: Compiler,
    pub(super) limits: BTreeMap<Name, f64>,
}

impl Limits {
    /// Reads the file. A file that does not exist has no limits.
    pub(super) fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        Self::parse(&fs::read_to_string(path)?).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    pub(super) fn parse(text: &str) -> Result<Self> {
        let table = DeTable::parse(text)?.into_inner();
        let text_of = |key: &str| match table.get(key).map(|value| value.get_ref()) {
            Some(DeValue::String(text)) => Ok(text.clone().into_owned()),
            _ => Err(format!("`{key}` is missing")),
        };
        let compiler = Compiler { rustc: text_of("rustc")?, platform: text_of("platform")? };
        let mut limits = BTreeMap::new();
        for unit in Unit::ALL {
            let Some(DeValue::Table(rows)) = table.get(unit.name()).map(|value| value.get_ref()) else { continue };
            for (text, limit) in rows {
                let limit = match limit.get_ref() {
                    DeValue::Integer(limit) => limit.as_str().parse()?,
                    DeValue::Float(limit) => limit.as_str().parse()?,
                    _ => return Err(format!("the limit of `{}` is not a number", text.get_ref()).into()),
                };
                limits.insert(Name { unit, text: text.get_ref().clone().into_owned() }, limit);
            }
        }
        Ok(Self { compiler, limits })
    }

    /// Replaces the limits with these names by costs. A limit that allows the cost is never raised, because otherwise
    /// many small steps could raise it far.
    pub(super) fn replace(&mut self, costs: Vec<(Name, f64)>, compiler: Compiler, is_chosen: impl Fn(&Name) -> bool) {
        let earlier = std::mem::take(&mut self.limits);
        let allows = |name: &Name, cost: f64| {
            let limit = *earlier.get(name)?;
            (self.compiler == compiler && limit < cost && cost <= limit * (1.0 + name.unit.allowance()))
                .then_some(limit)
        };
        let costs = costs.into_iter().map(|(name, cost)| {
            let limit = allows(&name, cost).unwrap_or(cost);
            (name, limit)
        });
        self.limits = costs.collect();
        self.limits.extend(earlier.into_iter().filter(|(name, _)| !is_chosen(name)));
        self.compiler = compiler;
    }

    pub(super) fn write(&self, path: &Path) -> Result {
        fs::write(path, self.render())?;
        println!("wrote {}", path.display());
        Ok(())
    }

    pub(super) fn render(&self) -> String {
        let Compiler { rustc, platform } = &self.compiler;
        let mut text = format!("{HEADER}rustc = {rustc:?}\nplatform = {platform:?}\n");
        for unit in Unit::ALL {
            text.push_str(&format!("\n[{}]\n", unit.name()));
            for (name, limit) in self.limits.iter().filter(|(name, _)| name.unit == unit) {
                text.push_str(&format!("{:?} = {limit}\n", name.text));
            }
        }
        text
    }
}
