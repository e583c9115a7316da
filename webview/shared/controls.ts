/**
 * The plain controls of the preview, from @vscode/webview-ui-toolkit: the only file that knows it. It is a bundle of its own, loaded
 * after the first picture, and registers the elements under our own prefix, so that another library can take their place here.
 * Only components that are sound are registered (docs/decisions/webview-controls.md).
 */
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox, vsCodeDivider } from '@vscode/webview-ui-toolkit';
import { controlPrefix } from './control-elements.ts';

provideVSCodeDesignSystem().withPrefix(controlPrefix).register(vsCodeButton(), vsCodeCheckbox(), vsCodeDivider());
// The toolkit takes the theme's colours when the window has loaded, which it has by now.
window.dispatchEvent(new Event('load'));
