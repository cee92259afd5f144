/** GitHub repository: owner of 39 letters, digits and inner `-` and `_` at most, a slash, and the name. */
export const GITHUB_REPOSITORY = /^[A-Za-z0-9](?:[\w-]{0,37}[A-Za-z0-9])?\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/** GitHub environment. GitHub allows more characters; these have one spelling in the subject of a token. */
export const GITHUB_ENVIRONMENT = /^[\w.:/-](?:[\w.:/ -]{0,253}[\w.:/-])?$/;
