import { workspace } from 'vscode';
import { settingsSection, type settings } from '../constants.js';

/** Settings that are on or off. */
type Switch = (typeof settings)['checkOnSave' | 'revealFeedback'];

export const isOn = (key: Switch): boolean => workspace.getConfiguration(settingsSection).get<boolean>(key) ?? false;
