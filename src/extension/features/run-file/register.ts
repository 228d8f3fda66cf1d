import type { Disposable } from 'vscode';
import type { Deps } from '../../deps.js';
import { DisposableStore } from '../../disposables.js';

export const registerRunFile = (_deps: Deps): Disposable => new DisposableStore();
