import { code, listOf } from '../../check/text/words.js';
import { sayOther } from './say-other.js';
import { asSentence, didYouMean, onPlace, type Say } from './words.js';

export const sayHiding: Say = (failure) => ({
  message: `Your file ${code(`${failure.hiding ?? ''}.py`)} has the name of a module: \`import ${failure.hiding ?? ''}\` finds your file in place of it.`,
  help: 'Give your file another name.',
});

export const sayMissingModule: Say = (failure, { packages }) => {
  const name = failure.name?.split('.')[0] ?? '';
  const message = `There is no module ${code(name)} to import${onPlace(failure.place)}.`;
  if (packages.length === 0) return { message, help: 'This lab has nothing but the standard library of Python.' };
  return { message, help: `Beside the standard library this lab has ${listOf(packages.map(code), 12)}.` };
};

export const sayImport: Say = (failure) => ({
  message: `An import fails${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Compare the name with those that the other file defines.',
});

export const saySyntax: Say = (failure, { script }) => ({
  message: `${failure.place ? '' : `${code(script)}: `}This is not valid Python${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Look at this line and at the one above it: a bracket, a quote or a colon may be missing.',
});

export const sayIndentation: Say = (failure) => ({
  message: `The indentation is wrong${onPlace(failure.place)}: ${asSentence(failure.message)}`,
  help: 'Indent the lines of a block by the same number of spaces, and do not mix spaces with tabs.',
});

export const sayName: Say = (failure) => ({
  message: `The name ${code(failure.name ?? '?')} is used${onPlace(failure.place)}, and nothing defines it.${didYouMean(failure)}`,
  help: 'Is it spelled as where it is defined, and defined (or imported) before this line is reached?',
});

export const sayUnbound: Say = (failure) => ({
  message: `The variable ${code(failure.name ?? '?')} is used${onPlace(failure.place)} before it has a value.`,
  help: 'A name that a function assigns anywhere is its own in the whole function.',
});

export const sayAttribute: Say = (failure) => {
  if (failure.name === undefined || failure.owner === undefined) return sayOther(failure);
  if (failure.owner === 'NoneType') {
    const message = `What ${code(`.${failure.name}`)} is asked of${onPlace(failure.place)} is \`None\`.`;
    return { message, help: 'Does the function it comes from end with a `return`?' };
  }
  return {
    message: `A ${code(failure.owner)} has no ${code(failure.name)}: this is asked for${onPlace(failure.place)}.${didYouMean(failure)}`,
  };
};

export const sayKey: Say = (failure) => ({
  message: `There is no key or column ${code(failure.key ?? failure.message)}: this is asked for${onPlace(failure.place)}.`,
  help: 'Print the keys (or `df.columns`): capitals and underscores count.',
});
