// The console in headless Chromium, against the started suite.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { accessibilityFindings, launch, screenshot } from './browser.mjs';

const { SWITCHGEAR_URL: url, SWITCHGEAR_EMAIL: email, SWITCHGEAR_PASSWORD: password } = process.env;

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A page of its own session; what the browser complains about is collected. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected(message)) page.complaints.push(message.text());
  });
  await page.goto(url + path);
  return page;
}

/** A stranger's refresh is refused, and a suite that is unhealthy for a moment says so with a 503. */
function expected(message) {
  const { url: address } = message.location();
  return (address.endsWith('/auth/refresh') && message.text().includes('401')) || address.endsWith('/api/health');
}

async function login(page) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

describe('accounts', () => {
  test('a stranger is sent to the login page, and back after logging in', async () => {
    const page = await open('/health');
    await page.waitForURL(/\/login/);
    await screenshot(page, 'login');
    await login(page);
    await page.waitForURL(/\/health/);
    await page.getByRole('heading', { name: 'Health & Reliability' }).waitFor();
  });

  test('a wrong password is said to be wrong', async () => {
    const page = await open('/login');
    await page.getByLabel('E-mail').fill(`nobody-${randomUUID()}@example.com`);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    assert.match(page.url(), /\/login/);
  });

  test('registering opens an empty dashboard; logging out closes it', async () => {
    const page = await open('/register');
    await page.getByLabel('Full name').fill('Katherine Johnson');
    await page.getByLabel('E-mail').fill(`console-${randomUUID()}@example.com`);
    await page.getByLabel('Workspace name').fill('Langley');
    await page.getByLabel('Password', { exact: true }).fill('correct-horse-battery-9');
    await page.getByLabel('Confirm password').fill('correct-horse-battery-9');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Welcome back, Katherine Johnson' }).waitFor();
    await screenshot(page, 'dashboard-empty');

    await page.reload();
    await page.getByRole('heading', { name: 'Welcome back, Katherine Johnson' }).waitFor();

    await page.getByRole('button', { name: 'Account of Katherine Johnson' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.waitForURL(/\/login/);
    await page.goto(`${url}/dashboard`);
    await page.waitForURL(/\/login/);
    assert.deepEqual(page.complaints, []);
  });
});

describe('pages', () => {
  test('the dashboard shows the demo’s traffic', async () => {
    const page = await open('/dashboard');
    await login(page);
    await page.getByRole('heading', { name: /Welcome back/ }).waitFor();
    await page.getByText('payment-api').first().waitFor();
    await page.getByRole('radio', { name: '1h' }).or(page.getByRole('button', { name: '1h' })).first().click();
    await page.waitForURL(/range=1h/);
    await screenshot(page, 'dashboard');
    assert.deepEqual(page.complaints, []);
  });

  test('a circuit is forced open and reset on the health page', async () => {
    const page = await open('/health');
    await login(page);
    const provider = page.getByRole('article').last();
    await provider.waitFor();
    const name = await provider.getAttribute('aria-label');
    const card = page.getByRole('article', { name, exact: true });

    await card.getByRole('button', { name: /Force open/i }).click();
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: /Force open/i }).click();
    await card.getByText(/forced/i).first().waitFor();
    await screenshot(page, 'health');

    await card.getByRole('button', { name: /Reset/i }).click();
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: /Reset/i }).click();
    await card.getByText(/forced/i).first().waitFor({ state: 'detached' });
    assert.deepEqual(page.complaints, []);
  });

  test('a deployment is restarted on the actions page, and the log says so', async () => {
    const page = await open('/actions');
    await login(page);
    await page.getByRole('button', { name: /restart.*notification-svc/i }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Tried by the end-to-end tests');
    await dialog.getByRole('button', { name: /restart/i }).click();
    await page.getByText('Tried by the end-to-end tests').first().waitFor();
    await page.getByText(/succeeded/i).first().waitFor();
    await screenshot(page, 'actions');
  });

  test('traces open as a waterfall', async () => {
    const page = await open('/traces');
    await login(page);
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.waitForURL(/\/traces\/[0-9a-f]{32}/);
    await screenshot(page, 'trace');
    assert.deepEqual(page.complaints, []);
  });
});

for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of [
    ['wide', { width: 1440, height: 900 }],
    ['narrow', { width: 390, height: 844 }],
  ]) {
    test(`every page is accessible, ${colorScheme} and ${size}`, async () => {
      const page = await open('/dashboard', { colorScheme, viewport });
      await login(page);
      await page.getByRole('heading', { name: /Welcome back/ }).waitFor();
      for (const path of ['/dashboard', '/health', '/router', '/traces', '/actions', '/settings/api-keys']) {
        await page.goto(url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await screenshot(page, `${path.split('/').at(-1)}-${colorScheme}-${size}`);
        assert.deepEqual(await accessibilityFindings(page), [], path);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(overflow, false, `${path} scrolls sideways`);
      }
    });
  }
}
