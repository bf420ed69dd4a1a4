//! Something on a page, named by role and visible label, and what a person does to it.

use crate::page::Page;
use crate::wait;
use serde_json::{Value, json};
use std::fmt;
use std::path::Path;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::{Key, WebElement};

const FINDER: &str = include_str!("finder.js");

/// How a name is compared.
#[derive(Clone, Copy, Debug)]
enum Match {
    Is,
    Has,
    Starts,
}

impl Match {
    fn word(self) -> &'static str {
        match self {
            Match::Is => "is",
            Match::Has => "has",
            Match::Starts => "starts",
        }
    }
}

/// What is looked for; nothing is looked at before something is done to it.
#[derive(Clone)]
pub struct Locator {
    page: Page,
    role: &'static str,
    name: String,
    matching: Match,
    scope: Option<(&'static str, String)>,
    nth: Option<usize>,
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}”", self.role, self.name)?;
        if let Some((role, name)) = &self.scope {
            write!(f, " in {role} “{name}”")?;
        }
        Ok(())
    }
}

/// What is there now.
struct Seen {
    found: Vec<WebElement>,
    names: Vec<String>,
}

impl Locator {
    pub(crate) fn new(page: Page, role: &'static str, name: &str) -> Locator {
        Locator { page, role, name: name.to_owned(), matching: Match::Is, scope: None, nth: None }
    }

    /// The words may be anywhere in its name.
    #[must_use]
    pub fn anywhere(mut self) -> Locator {
        self.matching = Match::Has;
        self
    }

    /// Its name may go on after the words.
    #[must_use]
    pub fn at_start(mut self) -> Locator {
        self.matching = Match::Starts;
        self
    }

    /// It lies in something of this role and name.
    #[must_use]
    pub fn within(mut self, role: &'static str, name: &str) -> Locator {
        self.scope = Some((role, name.to_owned()));
        self
    }

    /// Of several, this one, counted from 0 in reading order.
    #[must_use]
    pub fn nth(mut self, nth: usize) -> Locator {
        self.nth = Some(nth);
        self
    }

    /// Waits for it, and clicks or taps it.
    pub async fn click(&self) {
        // As a person would, who brings it out from under a bar first.
        const CENTRE: &str = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.act("click", async |element| {
            self.page.execute(CENTRE, vec![element.to_json()?]).await?;
            element.click().await
        })
        .await;
    }

    /// Waits for it, and types at the end of what it holds.
    pub async fn types(&self, text: &str) {
        self.act("type into", async |element| element.send_keys(keys(text)).await).await;
    }

    /// Waits for it, and types in place of what it holds.
    pub async fn fill(&self, text: &str) {
        self.act("fill", async |element| {
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Delete + "").await?;
            element.send_keys(keys(text)).await
        })
        .await;
    }

    /// Sets a field whose value is not typed letter by letter: a day, a time, a choice of a list.
    pub async fn set(&self, value: &str) {
        const SET: &str = "const [field, value] = arguments;
            const holder = { INPUT: HTMLInputElement, SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement };
            const option = field.options && [...field.options].find((o) => o.label === value || o.value === value);
            const set = Object.getOwnPropertyDescriptor(holder[field.tagName].prototype, 'value').set;
            set.call(field, option ? option.value : value);
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.act("set", async |element| self.page.execute(SET, vec![element.to_json()?, json!(value)]).await.map(drop))
            .await;
    }

    /// Gives files to a file input, as the system's picker would.
    pub async fn choose_files(&self, files: &[impl AsRef<Path>]) {
        let list: Vec<String> = files.iter().map(|file| file.as_ref().display().to_string()).collect();
        let list = list.join("\n");
        self.act("choose files with", async |element| element.send_keys(list.as_str()).await).await;
    }

    /// Waits for it, and returns it.
    pub async fn shows(&self) -> WebElement {
        self.act("see", async |element| Ok(element.clone())).await
    }

    /// Waits until it is not there.
    pub async fn goes(&self) {
        self.page.note(&format!("see no {self}"));
        wait::until(&format!("{self} goes away"), async || self.count().await == 0).await;
    }

    /// How many of them are there now.
    pub async fn count(&self) -> usize {
        self.look().await.map_or(0, |seen| seen.found.len())
    }

    /// Whether it is there now.
    pub async fn is_there(&self) -> bool {
        self.count().await > 0
    }

    /// What a field holds now.
    pub async fn value(&self) -> String {
        self.act("read", async |element| Ok(element.prop("value").await?.unwrap_or_default())).await
    }

    /// Waits until a field holds this.
    pub async fn holds(&self, value: &str) {
        let seen = wait::within(wait::PATIENCE, async || (self.value().await == value).then_some(())).await;
        if seen.is_none() {
            panic!("{self} should hold {value:?}, and holds {:?}", self.value().await);
        }
    }

    /// Does something to it, again while it is being replaced, covered or not there yet.
    async fn act<T>(&self, verb: &str, mut act: impl AsyncFnMut(&WebElement) -> WebDriverResult<T>) -> T {
        self.page.note(&format!("{verb} {self}"));
        let mut why = String::from("it is not there");
        let done = wait::within(wait::PATIENCE, async || {
            match self.one().await {
                Ok(element) => match act(&element).await {
                    Ok(done) => return Some(done),
                    Err(error) if is_passing(&error) => why = error.to_string(),
                    Err(error) => panic!("cannot {verb} {self}: {error}"),
                },
                Err(reason) => why = reason,
            }
            None
        });
        match done.await {
            Some(done) => done,
            None => panic!("waited in vain to {verb} {self}: {why}"),
        }
    }

    async fn one(&self) -> Result<WebElement, String> {
        let seen = self.look().await.map_err(|error| error.to_string())?;
        let count = seen.found.len();
        let mut found = seen.found.into_iter();
        match (count, self.nth) {
            (1, None) => Ok(found.next().expect("there is one")),
            (_, Some(nth)) if nth < count => Ok(found.nth(nth).expect("there are enough")),
            (0, _) => Err(format!("of that role there are {:?}", seen.names)),
            _ => Err(format!("there are {count} of them")),
        }
    }

    async fn look(&self) -> WebDriverResult<Seen> {
        let scope = self.scope.as_ref().map(|(role, name)| json!([role, name]));
        let arguments = vec![json!(self.role), json!(self.name), json!(self.matching.word()), json!(scope)];
        let answer = self.page.execute(FINDER, arguments).await?;
        let Value::Array(answer) = answer else { return Ok(Seen { found: Vec::new(), names: Vec::new() }) };
        let [found, names] = <[Value; 2]>::try_from(answer).unwrap_or_default();
        let found = found.as_array().cloned().unwrap_or_default().into_iter();
        let found = found.map(|element| self.page.element(element)).collect::<WebDriverResult<_>>()?;
        Ok(Seen { found, names: serde_json::from_value(names).unwrap_or_default() })
    }
}

/// The keys that type a text: a line ends with Enter, which not every driver takes a line's end for.
fn keys(text: &str) -> String {
    text.replace('\n', &char::from(Key::Enter).to_string())
}

/// Whether an error is one of a page that is just changing.
fn is_passing(error: &WebDriverError) -> bool {
    matches!(
        error.as_inner(),
        WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::ElementClickIntercepted(_)
            | WebDriverErrorInner::ElementNotInteractable(_)
            | WebDriverErrorInner::NoSuchElement(_)
            | WebDriverErrorInner::InvalidElementState(_)
    )
}
