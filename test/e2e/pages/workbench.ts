import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import type { Screens } from '../support/screens.js';
import { Dialog } from './dialog.js';
import { Editor } from './editor.js';
import { FeedbackPanel } from './feedback-panel.js';
import { LabsView } from './labs-view.js';
import { Notifications } from './notifications.js';
import { Problems } from './problems.js';
import { QuickInput } from './quick-input.js';
import { StatusBar } from './status-bar.js';
import { TaskTerminal } from './task-terminal.js';

/** A window of VS Code as a person sees and uses it. */
export class Workbench {
  readonly labs: LabsView;
  readonly editor: Editor;
  readonly feedback: FeedbackPanel;
  readonly problems: Problems;
  readonly notifications: Notifications;
  readonly dialog: Dialog;
  readonly input: QuickInput;
  readonly statusBar: StatusBar;
  readonly terminal: TaskTerminal;

  constructor(
    readonly page: Page,
    /** Absolute path of the open folder. */
    readonly folder: string,
    readonly screens: Screens,
  ) {
    this.labs = new LabsView(page);
    this.editor = new Editor(page, folder);
    this.feedback = new FeedbackPanel(page);
    this.problems = new Problems(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
    this.input = new QuickInput(page);
    this.statusBar = new StatusBar(page);
    this.terminal = new TaskTerminal(page);
  }

  async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.labs.icon.waitFor();
  }

  /** Runs a command of the palette, named as the palette shows it. */
  async run(command: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.input.choose(command, `>${command}`);
  }

  /** Puts away all messages, so that the next one stands alone. */
  async clearNotifications(): Promise<void> {
    await this.run('Notifications: Clear All Notifications');
    await this.notifications.saying(/./).waitFor({ state: 'hidden' });
  }

  /** Gives the keyboard to the Labs view. VS Code does so only when the view has something in it. */
  async focusLabs(): Promise<void> {
    const tree = this.page.locator('.part.sidebar .monaco-list:focus');
    await eventually('the keyboard in the Labs view', async () => {
      await this.run('Focus on Labs View');
      await this.labs.row('').first().waitFor();
      return (await tree.count()) > 0;
    });
  }

  /** Trusts the open folder, the way the banner of Restricted Mode offers it. */
  async trustFolder(): Promise<void> {
    await this.page.locator('.part.banner').getByText('Manage', { exact: true }).click();
    await this.confirmTrust();
  }

  /** The same without a mouse, by the button of a message that asks for it. */
  async trustByKeyboard(): Promise<void> {
    const editor = this.page.locator('.workspace-trust-editor');
    await this.run('Notifications: Accept Notification Primary Action');
    await editor.getByText('You are in Restricted Mode').waitFor();
    await this.page.keyboard.press('ControlOrMeta+Enter');
    await editor.getByText('You trust this folder').waitFor();
    await this.run('View: Close Editor');
  }

  /** Trusts the folder in the open editor of workspace trust, and closes that editor. */
  async confirmTrust(): Promise<void> {
    const editor = this.page.locator('.workspace-trust-editor');
    await editor.getByRole('button', { name: 'Trust', exact: true }).click();
    await editor.getByText('You trust this folder').waitFor();
    await this.editor.close('Workspace Trust');
  }

  /** The same window again, as after *Reload Window*. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.isReady();
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}
