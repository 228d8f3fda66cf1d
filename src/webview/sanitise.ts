import createDOMPurify from 'dompurify';
import { isPanelResource, linkTarget } from './links.js';

/** What the instructions are judged by. */
export interface SanitiseContext {
  /** Title of the exercise: a first heading that repeats it is left out. */
  readonly title: string;
  readonly files: readonly string[];
  /** Origin that the panel's own script was loaded from. */
  readonly ownOrigin: string;
}

const text = 'p br hr blockquote pre code span strong b em i s del ins sub sup kbd samp mark abbr details summary';
const structure = 'h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td figure figcaption';
const allowedTags = `${text} ${structure} a img`.split(' ');
const allowedAttributes = 'href src alt title align colspan rowspan scope start class open width height'.split(' ');

/** Markdown gives table cells a style attribute, which a strict policy refuses already while parsing. */
const alignStyle = /\sstyle="text-align:\s*(left|right|center);?"/gu;

const codeClass = /^(?:hljs(?:-[\w-]+)?|language-[\w+#-]+|code-line)$/u;

const cleanClasses = (root: DocumentFragment): void => {
  for (const element of root.querySelectorAll('[class]')) {
    const kept = [...element.classList].filter((name) => codeClass.test(name));
    if (kept.length > 0) element.className = kept.join(' ');
    else element.removeAttribute('class');
  }
};

const asFileButton = (link: Element, path: string): void => {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.dataset['file'] = path;
  button.append(...link.childNodes);
  link.replaceWith(button);
};

const settleLinks = (root: DocumentFragment, files: readonly string[]): void => {
  for (const link of root.querySelectorAll('a')) {
    const target = linkTarget(link.getAttribute('href') ?? '', files);
    link.removeAttribute('href');
    if (target.kind === 'file') asFileButton(link, target.path);
    if (target.kind !== 'web') continue;
    link.href = target.href;
    link.rel = 'noreferrer';
    link.title ||= target.href;
  }
};

const settleImages = (root: DocumentFragment, ownOrigin: string): void => {
  for (const image of root.querySelectorAll('img')) {
    if (isPanelResource(image.getAttribute('src') ?? '', ownOrigin)) continue;
    image.replaceWith(image.alt === '' ? '' : `[${image.alt}]`);
  }
};

/** The page has its h1 and "Instructions" is the h2: headings of the text begin at h3. */
const settleHeadings = (root: DocumentFragment, title: string): void => {
  const [first] = root.children;
  if (first?.matches('h1') && first.textContent?.trim() === title) first.remove();
  const headings = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const top = Math.min(6, ...headings.map((heading) => Number(heading.tagName.slice(1))));
  for (const heading of headings) {
    const level = Math.min(6, 3 + Number(heading.tagName.slice(1)) - top);
    const lowered = document.createElement(`h${level}`);
    lowered.append(...heading.childNodes);
    heading.replaceWith(lowered);
  }
};

const purify = createDOMPurify(window);

/** Instructions as inert, known markup. Whatever is not on the lists of what is allowed is gone. */
export const sanitise = (html: string, context: SanitiseContext): DocumentFragment => {
  const fragment = purify.sanitize(html.replace(alignStyle, ' align="$1"'), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  cleanClasses(fragment);
  settleLinks(fragment, context.files);
  settleImages(fragment, context.ownOrigin);
  settleHeadings(fragment, context.title);
  return fragment;
};
